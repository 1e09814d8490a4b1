#!/bin/sh
# Installs REX-Ray from a folder with its packages and their SHA256SUMS, such as target/dist, or from a URL of such a
# folder. A folder needs no network, unless something that the package depends on has to be fetched.
# All of it stands in functions, and the last line calls them: a script that was cut off on its way does nothing.
set -eu

usage() {
    cat <<'USAGE'
Usage: install.sh [--allow-http] FOLDER|URL

Installs the package that fits this machine (.deb, .rpm or else .tar.gz), once its checksum is verified. Needs root.
  FOLDER        has the packages and their SHA256SUMS, as packaging/dist makes them in target/dist
  URL           the same on a web server, https://...
  --allow-http  takes http://... too: then whoever is on the way can exchange packages and checksums alike
Environment:
  INSTALL_FROM  FOLDER or URL, if there is no argument
  DESTDIR       unpacks the .tar.gz below that folder, as for an image, instead of installing on this machine
Without a checkout: curl -fsSL URL/install.sh | sudo sh -s -- URL
USAGE
}

fail() {
    printf 'install.sh: %s\n' "$@" >&2
    exit 1
}

main() {
    plain_http=refused temporary='' unpacked=''
    parse "$@"
    trap clean_up EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    [ -n "${DESTDIR:-}" ] || [ "$(id -u)" = 0 ] || fail "this needs root; run it with sudo"
    command -v sha256sum >/dev/null || fail "there is no sha256sum to verify packages with; install coreutils"
    case $source in
        *://*) open_url ;;
        *) open_folder ;;
    esac
    # By what this system itself is made of: tools of the other kind may be there too.
    if [ -n "${DESTDIR:-}" ]; then
        install_tar
    elif dpkg-query --show dpkg >/dev/null 2>&1; then
        install_deb
    elif rpm --query rpm >/dev/null 2>&1; then
        install_rpm
    else
        install_tar
    fi
    [ -e "${DESTDIR:-}/etc/rexray/config.yml" ] \
        || echo 'Now write /etc/rexray/config.yml, see config.yml.example, and start the service.'
}

parse() {
    source=
    while [ $# -gt 0 ]; do
        case $1 in
            -h | --help) usage && exit ;;
            --allow-http) plain_http=allowed ;;
            -*) fail "unknown option '$1'; see install.sh --help" ;;
            '') fail "the folder or URL is empty; see install.sh --help" ;;
            *)
                [ -z "$source" ] || fail "'$1' is one argument too many; give one folder or URL"
                source=$1
                ;;
        esac
        shift
    done
    source=${source:-${INSTALL_FROM:-}}
    [ -n "$source" ] || fail "nothing says where the packages are; give a folder or an https URL, see install.sh --help"
}

clean_up() {
    [ -z "$temporary" ] || rm -rf "$temporary"
    [ -n "$unpacked" ] || return 0
    # Whatever went wrong, the tree of before is there again.
    [ -e "$unpacked" ] || [ ! -e "$unpacked.old" ] || mv "$unpacked.old" "$unpacked"
    rm -rf "$unpacked.new"
}

# --- Where packages come from: "from" is the folder that they are in, or are fetched to ---

open_folder() {
    [ -r "$source/SHA256SUMS" ] || fail "$source has no SHA256SUMS; name the folder that packaging/dist made"
    # Absolute, as apt-get takes a file only with a slash in its name.
    from=$(cd -- "$source" && pwd)
}

open_url() {
    case $source in
        https://*) ;;
        http://*)
            [ "$plain_http" = allowed ] || fail "$source is not safe: over http packages and SHA256SUMS can both be \
exchanged on the way; use https, or --allow-http if you trust the network"
            ;;
        *) fail "$source is neither a folder nor an http(s) URL; give one of them" ;;
    esac
    case $source in
        *[?#]*) fail "$source has a '?' or '#'; give the URL of the folder, to which file names can be added" ;;
    esac
    source=${source%/}
    temporary=$(mktemp -d) || fail "no temporary folder could be made; free space in ${TMPDIR:-/tmp}, or set TMPDIR"
    from=$temporary
    fetch SHA256SUMS
}

# Never follows a redirect to a protocol that was not allowed.
fetch() {
    protocols='=https'
    [ "$plain_http" = refused ] || protocols='=http,https'
    if command -v curl >/dev/null; then
        curl -fsSL --connect-timeout 30 --proto "$protocols" --proto-redir "$protocols" -o "$from/$1" "$source/$1"
    elif command -v wget >/dev/null; then
        # It cannot tell one protocol from another here, so it follows none.
        wget -nv --tries=3 --timeout=30 --max-redirect=0 -O "$from/$1" "$source/$1"
    else
        fail "there is neither curl nor wget to fetch $source with; install one, or give a folder"
    fi || fail "$source/$1 could not be fetched, see above; check the URL, the network and the proxy, or give a folder"
}

# The only package of that pattern in SHA256SUMS, as "found", once it is here and verified.
obtain() {
    found='' sum=''
    while read -r listed name; do
        name=${name#\*}
        # shellcheck disable=SC2254 # a pattern
        case $name in
            */*) ;;
            $1)
                [ -z "$found" ] || fail "$source has more than one $1 in SHA256SUMS; leave one"
                found=$name sum=$listed
                ;;
        esac
    done <"$from/SHA256SUMS"
    [ -n "$found" ] || fail "$source has no $1 for this machine in SHA256SUMS; make it with packaging/dist"
    [ -z "$temporary" ] || fetch "$found"
    [ -r "$from/$found" ] || fail "$source has no $found, though SHA256SUMS names it; fetch both again"
    printf '%s  %s\n' "$sum" "$from/$found" | sha256sum -c >/dev/null 2>&1 \
        || fail "$source/$found is not what SHA256SUMS says; fetch both again"
}

# --- How they are installed -------------------------------------------------------------

install_deb() {
    obtain "rexray_*_$(dpkg --print-architecture).deb"
    if command -v apt-get >/dev/null; then
        installing apt-get install -y "$from/$found"
    else
        installing dpkg -i "$from/$found"
    fi
}

install_rpm() {
    obtain "rexray-[0-9]*.$(uname -m).rpm"
    if command -v dnf >/dev/null; then
        installing dnf install -y "$from/$found"
    elif command -v zypper >/dev/null; then
        installing zypper --non-interactive install --allow-unsigned-rpm "$from/$found"
    else
        installing rpm -U "$from/$found"
    fi
    # The package leaves that to whoever installs it.
    start_with_machine
}

installing() {
    "$@" || fail "$1 did not install $found; mend what it says above and run this again"
}

start_with_machine() {
    [ -d "${DESTDIR:-}/run/systemd/system" ] || return 0
    systemctl enable rexray.service || fail "REX-Ray is installed, but not enabled; run: systemctl enable rexray"
    [ ! -e "${DESTDIR:-}/etc/rexray/config.yml" ] || systemctl restart rexray.service \
        || fail "REX-Ray is installed, but does not start; see: systemctl status rexray"
}

install_tar() {
    # Not rexray-plugin-*, which is for Docker.
    obtain "rexray-[0-9]*-$(uname -m).tar.gz"
    for tool in mkfs.ext4 mkfs.xfs blkid mount find; do
        [ -z "${DESTDIR:-}" ] || break
        command -v "$tool" >/dev/null || PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null \
            || fail "there is no $tool; install e2fsprogs, xfsprogs, util-linux and findutils first"
    done
    # The new tree stands beside the old one until it is whole.
    unpacked=${DESTDIR:-}/opt/rexray
    rm -rf "$unpacked.new"
    mkdir -p "$unpacked.new" "${DESTDIR:-}/etc/rexray" "${DESTDIR:-}/usr/bin"
    tar -xzf "$from/$found" -C "$unpacked.new" --strip-components=1 --no-same-owner \
        || fail "$found could not be unpacked into ${DESTDIR:-}/opt, see above; free space there and run this again"
    [ ! -e "$unpacked" ] || { rm -rf "$unpacked.old" && mv "$unpacked" "$unpacked.old"; }
    mv "$unpacked.new" "$unpacked"
    ln -sf /opt/rexray/bin/rexray "${DESTDIR:-}/usr/bin/rexray"
    if [ -d "${DESTDIR:-}/run/systemd/system" ]; then
        mkdir -p "${DESTDIR:-}/etc/systemd/system"
        cp "$unpacked/rexray.service" "${DESTDIR:-}/etc/systemd/system/"
        systemctl daemon-reload
    fi
    start_with_machine
    rm -rf "$unpacked.old"
}

# Not from standard input: there the shell finds this script, if it is piped.
main "$@" </dev/null
