#!/bin/sh
# The @MARK@: speaks for an emulated SDC, not a real one.

directory=@DIRECTORY@
devices=@DEVICES@

usage() {
    cat >&2 <<'END'
Usage: drv_cfg OPTION
    --query_guid                                GUID of this SDC
    --query_mdms, --query_mdm                   clusters that this SDC belongs to
    --query_vols                                volumes that are mapped to this SDC
    --query_block_device_id --block_device DEV  system and volume behind a device
    --rescan                                    look for new mappings and sizes at once
    --query_version                             version
END
    exit 1
}

# The SDC notes its process id and that process's start time; a later process
# with the same id has another start time.
require_loaded() {
    { read -r pid started <"$directory/loaded"; } 2>/dev/null &&
        [ "$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -d ' ' -f 20)" = "$started" ] &&
        return
    echo "Failed to open kernel device /dev/scini: No such file or directory (emulated SDC is not running)" >&2
    exit 1
}

# One line for each volume: its link's name without the prefix, SYSTEM-VOLUME.
volumes() {
    for link in "$devices"/disk/by-id/emc-vol-*; do
        [ -L "$link" ] && echo "${link##*/emc-vol-}"
    done
}

query_vols() {
    found=$(volumes)
    echo "Retrieved $(printf %s "$found" | grep -c '') volume(s)"
    for id in $found; do
        echo "VOL-ID ${id#*-} MDM-ID ${id%%-*}"
    done
}

query_block_device_id() {
    [ "$1" = --block_device ] && [ -n "$2" ] || usage
    for link in "$devices"/disk/by-id/emc-vol-*; do
        if [ -b "$link" ] && [ "$(readlink -f "$link")" = "$(readlink -f "$2")" ]; then
            echo "${link##*/emc-vol-}"
            return
        fi
    done
    echo "$2 is not a device of this SDC" >&2
    exit 1
}

rescan() {
    asked=$directory/rescans/$$
    : >"$asked" || exit 1
    tries=200
    while [ -e "$asked" ]; do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ]; then
            rm -f "$asked"
            echo "Rescan failed: the MDM does not answer" >&2
            exit 1
        fi
        sleep 0.05
    done
    echo "Successfully completed rescan"
}

case ${1-} in
--query_guid | --query_mdms | --query_mdm | --query_vols | --query_block_device_id | --rescan) require_loaded ;;
--query_version) ;;
*) usage ;;
esac

case $1 in
--query_guid) cat "$directory/guid" ;;
--query_mdms | --query_mdm) echo "Retrieved $(grep -c '' "$directory/mdm") mdm(s)" && cat "$directory/mdm" ;;
--query_vols) query_vols ;;
--query_block_device_id) query_block_device_id "${2-}" "${3-}" ;;
--rescan) rescan ;;
--query_version) echo "Emulated SDC of the rexray lab" ;;
esac
