#!/bin/sh
# Installs REX-Ray from a folder with its packages and their SHA256SUMS, such as target/dist. Needs no network,
# unless something that the package depends on has to be fetched.
set -eu

fail() {
    printf 'install.sh: %s\n' "$@" >&2
    exit 1
}

# A package must be the one that SHA256SUMS tells of.
verify() {
    (cd "$from" && grep -F "  $1" SHA256SUMS | sha256sum --check --strict --quiet) \
        || fail "$from/$1 is not what SHA256SUMS says; fetch both again"
}

# The only file of that pattern.
find_one() {
    found=
    for file in "$from"/$1; do
        [ -e "$file" ] || continue
        [ -z "$found" ] || fail "$from has more than one $1; leave one"
        found=${file##*/}
    done
    [ -n "$found" ] || fail "$from has no $1 for this machine; make it with packaging/dist"
}

install_deb() {
    find_one "rexray_*_$(dpkg --print-architecture).deb"
    verify "$found"
    if command -v apt-get >/dev/null; then
        apt-get install -y "$(readlink -f "$from")/$found"
    else
        dpkg -i "$from/$found"
    fi
}

install_rpm() {
    find_one "rexray-*-*.$(uname -m).rpm"
    verify "$found"
    if command -v dnf >/dev/null; then
        dnf install -y "$(readlink -f "$from")/$found"
    elif command -v zypper >/dev/null; then
        zypper --non-interactive install --allow-unsigned-rpm "$(readlink -f "$from")/$found"
    else
        rpm -U "$from/$found"
    fi
    # The package leaves that to whoever installs it.
    start_with_machine
}

start_with_machine() {
    [ -d /run/systemd/system ] || return 0
    systemctl enable rexray.service
    [ ! -e /etc/rexray/config.yml ] || systemctl restart rexray.service
}

install_tar() {
    find_one "rexray-*-$(uname -m).tar.gz"
    verify "$found"
    for tool in mkfs.ext4 mkfs.xfs blkid mount find; do
        command -v "$tool" >/dev/null || PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null \
            || fail "there is no $tool; install e2fsprogs, xfsprogs, util-linux and findutils first"
    done
    # The new tree stands beside the old one until it is whole.
    target=/opt/rexray
    rm -rf "$target.new"
    mkdir -p "$target.new" /etc/rexray
    tar -xzf "$from/$found" -C "$target.new" --strip-components=1 --no-same-owner
    [ ! -e "$target" ] || { rm -rf "$target.old" && mv "$target" "$target.old"; }
    mv "$target.new" "$target"
    ln -sf "$target/bin/rexray" /usr/bin/rexray
    if [ -d /run/systemd/system ]; then
        cp "$target/rexray.service" /etc/systemd/system/
        systemctl daemon-reload
    fi
    start_with_machine
    rm -rf "$target.old"
}

case ${1:-} in
    '' | -h | --help)
        echo 'Usage: sudo packaging/install.sh FOLDER    installs the package in FOLDER that fits this machine'
        exit
        ;;
esac
from=$1
[ -r "$from/SHA256SUMS" ] || fail "$from has no SHA256SUMS; name the folder that packaging/dist made"
[ "$(id -u)" = 0 ] || fail "this needs root; run: sudo $0 $from"
# By what this system itself is made of: tools of the other kind may be there too.
if dpkg-query --show dpkg >/dev/null 2>&1; then
    install_deb
elif rpm --query rpm >/dev/null 2>&1; then
    install_rpm
else
    install_tar
fi
[ -e /etc/rexray/config.yml ] || echo 'Now write /etc/rexray/config.yml, see config.yml.example, and start the service.'
