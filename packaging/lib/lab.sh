# What lab-host, quickstart and verify share: where the lab lives on this
# machine, how the lab is ended, and how missing packages get installed.
# Sourced, never run.
# shellcheck shell=bash
# shellcheck disable=SC2034 # the names are for whoever sources this

# Where su leaves them out.
PATH=$PATH:/usr/sbin:/sbin

# The only folder the lab writes to on this machine, and its network namespace.
readonly LAB=/var/lib/rexray-lab
readonly LAB_HOSTS=$LAB/hosts
readonly LAB_CLUSTER=$LAB/cluster
readonly LAB_GATEWAY_LOG=$LAB/gateway.log
readonly LAB_NETNS=rexray-lab
readonly LAB_NETWORK=10.77.0
readonly LAB_GATEWAY=$LAB_NETWORK.1
# Here while a quickstart is at work, so that the next one knows what is its own
# to remove.
readonly LAB_QUICKSTART=$LAB/quickstart
# Every process of every host is in a control group below this one.
readonly LAB_CGROUP=rexray-lab

CHECKOUT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly CHECKOUT

say() { printf '%s\n' "$*"; }
die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

require_root() {
    [[ $EUID -eq 0 ]] || die "this needs root, for namespaces, mounts and loop devices; run: sudo $0"
}

# --- Packages -----------------------------------------------------------------

# What a lab with its hosts needs, and what the demonstration and the tests need
# besides, as pairs COMMAND:PACKAGE.
readonly LAB_TOOLS=(
    unshare:util-linux flock:util-linux losetup:util-linux ip:iproute2 busybox:busybox-static
    dockerd:docker.io xfs_io:xfsprogs
)
# redis-check-rdb and the server are one program, which looks at its name. Its
# package has no service that would start with the machine; redis-server has.
readonly TEST_TOOLS=(
    "${LAB_TOOLS[@]}" mvn:maven script:bsdutils redis-check-rdb:redis-tools redis-cli:redis-tools
    mkfs.ext4:e2fsprogs mkfs.xfs:xfsprogs mkfs.vfat:dosfstools sfdisk:fdisk
)

# What only the tests need: the tools of the .rpm, and what looks over the scripts.
readonly VERIFY_TOOLS=("${TEST_TOOLS[@]}" rpmbuild:rpm cpio:cpio shellcheck:shellcheck)

# Installs the packages of the commands that this machine lacks.
install_missing() {
    local pair missing=()
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0
    mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
    command -v apt-get >/dev/null \
        || die "this system has no apt; install what provides the same as Debian's ${missing[*]}, then run this again"
    shows_progress "Installing ${missing[*]}" without_starting_services install_packages "${missing[@]}" \
        || die "apt could not install ${missing[*]}; its messages are above. Check the network and /etc/apt/sources.list, then run this again"
}

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update && apt-get -qq install -y --no-install-recommends "$@"
}

# Runs a command while Debian's packages may not start their services: asking
# policy-rc.d is what invoke-rc.d does, and 101 is its "forbidden by policy".
# A subshell, so that the previous policy comes back whatever happens.
without_starting_services() (
    local policy=/usr/sbin/policy-rc.d kept=/usr/sbin/policy-rc.d.before-rexray-lab
    # A run that was killed in here has left the owner's file under $kept.
    [[ -e $kept || ! -e $policy ]] || mv "$policy" "$kept"
    trap 'rm -f "$policy"; [[ ! -e $kept ]] || mv "$kept" "$policy"' EXIT
    trap 'exit 130' INT TERM HUP
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    "$@"
)

# The build needs a JDK 25, whichever Java the machine uses by default. Sets $jdk.
require_jdk() {
    local release
    for release in /usr/lib/jvm/*/release; do
        jdk=${release%/release}
        [[ -x $jdk/bin/javac ]] || continue
        [[ ! $(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release") -ge 25 ]] || return 0
    done
    die "there is no JDK 25 or newer under /usr/lib/jvm; install one, for instance the package temurin-25-jdk from https://adoptium.net/installation/linux/"
}

# shows_progress TEXT COMMAND... : a dot every two seconds; the command's output
# only if it fails.
shows_progress() {
    local text=$1 output status=0 command
    shift
    output=$(mktemp)
    printf '%s ' "$text"
    "$@" </dev/null >"$output" 2>&1 &
    command=$!
    until ! kill -0 "$command" 2>/dev/null; do
        sleep 2
        printf .
    done
    wait "$command" || status=$?
    if [[ $status -eq 0 ]]; then
        say " done"
    else
        say " failed"
        cat "$output" >&2
    fi
    rm -f "$output"
    return "$status"
}

# --- Processes, remembered as "pid starttime" because pids are reused ----------

start_time() {
    local stat fields
    read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
    # The command's name may hold blanks; what follows its closing bracket doesn't.
    read -ra fields <<<"${stat##*) }"
    printf '%s\n' "${fields[19]}"
}

remember_process() { printf '%s %s\n' "$1" "$(start_time "$1")" >"$2"; }

# Prints the pid noted in a file if that very process still lives.
living_process() {
    local pid started
    read -r pid started 2>/dev/null <"$1" || return 1
    [[ $(start_time "$pid") == "$started" ]] || return 1
    # A zombie has ended; only its parent has not looked yet.
    ! grep -q '^State:.Z' "/proc/$pid/status" 2>/dev/null || return 1
    printf '%s\n' "$pid"
}

# await SECONDS COMMAND... : polls until the command succeeds.
await() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [[ $SECONDS -lt $end ]] || return 1
        sleep 0.1
    done
}

# --- The end of the lab ---------------------------------------------------------

# Ends the emulated gateway, frees its loop devices and removes the cluster with
# its volumes. The hosts must be down already.
end_cluster() {
    local pid device
    # The gateway is alone in the namespace: a host's processes have their own.
    for pid in $(cluster_processes); do
        kill -TERM "$pid" 2>/dev/null || true
    done
    if ! await 15 cluster_ended; then
        for pid in $(cluster_processes); do
            kill -KILL "$pid" 2>/dev/null || true
        done
        await 5 cluster_ended || die "the lab's gateway does not end: process $(cluster_processes | xargs)"
    fi
    # One that was killed could not detach its loop devices.
    for device in $(lab_loop_devices); do
        losetup --detach "$device"
    done
    rm -rf --one-file-system "$LAB_CLUSTER"
    rm -f "$LAB_GATEWAY_LOG"
}

cluster_processes() {
    [[ ! -e /run/netns/$LAB_NETNS ]] || ip netns pids "$LAB_NETNS" 2>/dev/null || true
}

cluster_ended() { [[ -z $(cluster_processes) ]]; }

lab_loop_devices() {
    local file backing
    for file in /sys/block/loop*/loop/backing_file; do
        # It may go away between the two; then it is none of the lab's any more.
        read -r backing 2>/dev/null <"$file" || continue
        [[ $backing != "$LAB"/* ]] || say "/dev/$(basename "${file%/loop/backing_file}")"
    done
}

# Prints a line for each thing of the lab that exists; nothing after a clean end.
lab_leftovers() {
    local file
    awk -v lab="$LAB" '$5 == lab || index($5, lab "/") == 1 || $5 ~ /\/netns\/rexray-lab$/ { print "mount " $5 }' /proc/self/mountinfo
    lab_loop_devices | sed 's/^/loop device /'
    { cluster_processes && find /sys/fs/cgroup -path "*/$LAB_CGROUP/*" -name cgroup.procs -exec cat {} + 2>/dev/null; } \
        | sort -un | sed 's/^/process /'
    find /sys/fs/cgroup -type d -name "$LAB_CGROUP" -printf 'control group %p\n' 2>/dev/null
    for file in "$LAB" "/run/netns/$LAB_NETNS"; do
        [[ ! -e $file ]] || say "file $file"
    done
}

nothing_left() { [[ -z $(lab_leftovers) ]]; }

# Removes what a quickstart left that could not clear up, and nobody else's lab.
clear_interrupted_run() {
    ! nothing_left || return 0
    [[ -e $LAB_QUICKSTART ]] \
        || die "a lab is there already, kept or made by hand; end it with: packaging/lab-host down --all"
    say "Clearing what an interrupted quickstart left."
    clear_lab || exit 1
}

clear_lab() {
    local left
    ! nothing_left || return 0
    "$CHECKOUT/packaging/lab-host" down --all
    # The kernel takes its time with the mounts and devices of ended processes.
    await 10 nothing_left || {
        left=$(lab_leftovers)
        say "${0##*/}: this is left of the lab and should not be:" "$left" >&2
        return 1
    }
}
