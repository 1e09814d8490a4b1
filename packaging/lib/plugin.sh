# Makes Docker's managed plugin: a config.json and a root file system with the program, what it runs, and their
# libraries, of this machine's Debian packages. Which packages, in which versions, is told in the root file system.
# Sourced by packages.sh, never run. Needs $PACKAGES, $DIST and $SOURCE_DATE_EPOCH.
# shellcheck shell=bash

# What the daemon runs, and what a shell script in the place of drv_cfg may.
readonly PLUGIN_PROGRAMS=(
    mkfs.ext4 e2fsck resize2fs mkfs.xfs xfs_io xfs_growfs blkid mount umount
    stat dd find mkdir mv sync chown chmod sh cat cut grep readlink sed sleep
)

# Prints what the plugin would need and this machine lacks; fails if that is nothing.
plugin_lacks() {
    local program
    for program in "${PLUGIN_PROGRAMS[@]}" dpkg-query; do
        command -v "$program" >/dev/null || { say "$program" && return; }
    done
    return 1
}

# make_plugin VERSION
make_plugin() {
    local name root
    name=rexray-plugin-$1-$(uname -m)
    root=$PACKAGES/root/$name/rootfs
    make_plugin_root "$root" || return
    cp "$CHECKOUT/packaging/plugin/config.json" "$PACKAGES/root/$name/"
    chmod -R u=rwX,go=rX "$PACKAGES/root/$name"
    tar --create --directory "$PACKAGES/root" --sort=name --mtime "@$SOURCE_DATE_EPOCH" --owner 0 --group 0 \
        --numeric-owner "$name" | gzip --no-name -1 >"$PACKAGES/$name.tar.gz"
}

make_plugin_root() {
    local root=$1 directory file
    mkdir -p "$root"/{dev,proc,sys,tmp,run/docker/plugins,var/lib/rexray,etc/rexray,opt/emc/scaleio/sdc,usr/lib,usr/bin}
    # Debian's own links: /bin is /usr/bin.
    for directory in bin sbin lib lib64; do
        mkdir -p "$root/usr/$directory"
        ln -s "usr/$directory" "$root/$directory"
    done
    cp --archive --link "$DIST" "$root/usr/lib/rexray"
    ln -s ../lib/rexray/bin/rexray "$root/usr/bin/rexray"
    while read -r file; do
        install -D "$(readlink -f "$file")" "$root/$(merged "$file")" || return
    done < <(plugin_files)
    plugin_packages >"$root/etc/rexray-plugin-packages"
    while read -r directory _; do
        install -D -m 644 "/usr/share/doc/$directory/copyright" "$root/usr/share/doc/$directory/copyright" || return
    done <"$root/etc/rexray-plugin-packages"
}

# The files of this machine that go in, by the paths that they are reached by.
plugin_files() {
    local programs
    mapfile -t programs < <(command -v "${PLUGIN_PROGRAMS[@]}")
    {
        printf '%s\n' "${programs[@]}" /etc/mke2fs.conf
        # The JVM's libraries find each other, and are no part of this.
        find "$DIST/runtime/bin/java" "$DIST/runtime/lib" "$DIST/lib" -type f \( -name '*.so' -o -name java \) -print0 \
            | xargs -0 ldd "${programs[@]}" 2>/dev/null | sed -nE 's/^\t(.* => )?(\/[^ ]*) \(.*/\2/p' | grep -v "^$DIST/"
    } | sort -u
}

# By its place below /usr, where the links lead.
merged() { printf '%s' "$1" | sed -E 's|^/(bin\|sbin\|lib\|lib64)/|/usr/\1/|'; }

# Lines of "PACKAGE VERSION".
plugin_packages() {
    local files
    mapfile -t files < <(plugin_files)
    # dpkg knows a file by its path with or without /usr; it tells of diversions too.
    { dpkg-query --search "${files[@]}" "${files[@]#/usr}" "${files[@]/#//usr}" 2>/dev/null || true; } \
        | sed -n '/^diversion /!s/[:,].*//p' | sort -u | xargs dpkg-query --show --showformat '${Package} ${Version}\n'
}
