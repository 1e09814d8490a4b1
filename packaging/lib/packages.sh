# Makes the packages of target/dist/rexray, in which nothing tells when or by whom they were made.
# Sourced by dist after lab.sh, never run. Needs $DIST and $TARGET.
# shellcheck shell=bash

# By default the time that the project's own jar carries.
: "${SOURCE_DATE_EPOCH:=$(date -d "$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' "$CHECKOUT/pom.xml")" +%s)}"
export SOURCE_DATE_EPOCH
readonly PACKAGES=$TARGET/dist
# shellcheck source-path=SCRIPTDIR source=rpm.sh
. "$CHECKOUT/packaging/lib/rpm.sh"
# shellcheck source-path=SCRIPTDIR source=plugin.sh
. "$CHECKOUT/packaging/lib/plugin.sh"

make_packages() {
    local version lacking
    [[ -d $DIST/runtime ]] || die "target/dist/rexray is not made yet; run packaging/dist without --pack"
    version=$(sed -n 's/^version=//p' "$TARGET/classes/rexray/version.properties")
    rm -rf --one-file-system "$PACKAGES"/{root,SHA256SUMS,rexray[-_]*}
    list_components >"$PACKAGES/rexray-$version.cdx.json"
    make_tree "$PACKAGES/root/tree"
    shows_progress "Packing the .deb" make_deb "$version" || die "dpkg-deb failed; its messages are above"
    if command -v rpmbuild >/dev/null; then
        shows_progress "Packing the .rpm" make_rpm "$version" "$PACKAGES/root/tree" || die "rpmbuild failed; its messages are above"
    else
        say "No .rpm, since there is no rpmbuild; the package rpm has it."
    fi
    shows_progress "Packing the .tar.gz" make_tar "$version" || die "tar failed; its messages are above"
    if lacking=$(plugin_lacks); then
        say "No managed plugin, since there is no $lacking."
    else
        shows_progress "Packing the managed plugin" make_plugin "$version" || die "the plugin could not be made; the messages are above"
    fi
    rm -rf --one-file-system "$PACKAGES/root"
    (cd "$PACKAGES" && sha256sum rexray[-_]* rexray/lib/*.aot | LC_ALL=C sort -k 2 >SHA256SUMS)
}

# What all packages have beside the program: documentation, and examples of a configuration, of a socket that systemd
# holds, and of a start without systemd.
copy_documents() {
    mkdir -p "$1"
    cp -R "$CHECKOUT"/{README.md,LICENSE,config.yml.example,docs} "$1/"
    cp "$CHECKOUT"/systemd/{rexray.socket,socket.conf} "$1/"
    cp "$CHECKOUT/packaging/sysv/rexray" "$1/rexray.init"
    list_components >"$1/rexray.cdx.json"
}

# The libraries, as Maven lists them, and the Java runtime, which it knows nothing of.
list_components() {
    local version modules
    version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$DIST/runtime/release")
    modules=$(sed -n 's/^MODULES="\(.*\)"/\1/p' "$DIST/runtime/release")
    sed "s|^  \"components\" : \[\$|&\n$(runtime_component "$version" "$modules" | tr '\n' ' ')|" "$TARGET/rexray.cdx.json"
}

runtime_component() {
    cat <<JSON
    { "type" : "platform", "bom-ref" : "pkg:generic/openjdk@$1", "name" : "openjdk", "version" : "$1",
      "description" : "Java runtime made by jlink of the modules $2", "scope" : "required",
      "licenses" : [ { "expression" : "GPL-2.0-only WITH Classpath-exception-2.0" } ], "purl" : "pkg:generic/openjdk@$1" },
JSON
}

# copy_shared DIRECTORY : the manual pages, and the completion of shells that look for it by itself, as the program writes them.
copy_shared() {
    local program=$DIST/bin/rexray bash=$1/bash-completion/completions fish=$1/fish/vendor_completions.d
    mkdir -p "$1/man" "$bash" "$fish"
    "$program" man "$1/man/man1" || die "the manual pages could not be made; the messages are above"
    gzip --best --no-name "$1"/man/man1/*.1
    "$program" completion bash >"$bash/rexray" || die "the completion for bash could not be made; the messages are above"
    "$program" completion fish >"$fish/rexray.fish" || die "the completion for fish could not be made; the messages are above"
}

# What the .deb and the .rpm install, but for the name of the licence.
make_tree() {
    mkdir -p "$1"/{etc/rexray,usr/bin,usr/lib/systemd/system}
    cp --archive --link "$DIST" "$1/usr/lib/rexray"
    ln -s ../lib/rexray/bin/rexray "$1/usr/bin/rexray"
    cp "$CHECKOUT/systemd/rexray.service" "$1/usr/lib/systemd/system/"
    copy_documents "$1/usr/share/doc/rexray"
    copy_shared "$1/usr/share"
    set_modes "$1"
    chmod 700 "$1/etc/rexray"
}

make_deb() {
    local version=${1//-/\~} root=$PACKAGES/root/deb architecture size
    architecture=$(dpkg --print-architecture)
    cp --archive --link "$PACKAGES/root/tree" "$root"
    mkdir "$root/DEBIAN"
    mv "$root/usr/share/doc/rexray/LICENSE" "$root/usr/share/doc/rexray/copyright"
    size=$(du --apparent-size -sk "$root" | cut -f1)
    sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" \
        "$CHECKOUT/packaging/debian/control" >"$root/DEBIAN/control"
    cp "$CHECKOUT"/packaging/debian/{postinst,prerm,postrm} "$root/DEBIAN/"
    (cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
    set_modes "$root/DEBIAN"
    chmod 755 "$root"/DEBIAN/{postinst,prerm,postrm}
    dpkg-deb --root-owner-group -Zxz -z1 --build "$root" "$PACKAGES/rexray_${version}_$architecture.deb"
}

make_tar() {
    local name root=$PACKAGES/root
    name=rexray-$1-$(uname -m)
    cp --archive --link "$DIST" "$root/$name"
    copy_documents "$root/$name"
    cp --archive --link "$root/tree/usr/share/man" "$root/tree/usr/share/bash-completion" "$root/tree/usr/share/fish" \
        --target-directory "$root/$name"
    cp "$CHECKOUT/systemd/rexray.service" "$root/$name/"
    set_modes "$root/$name"
    tar --create --directory "$root" --sort=name --mtime "@$SOURCE_DATE_EPOCH" --owner 0 --group 0 --numeric-owner "$name" \
        | gzip --no-name >"$PACKAGES/$name.tar.gz"
}

# Whatever the umask of whoever builds.
set_modes() { chmod -R u=rwX,go=rX "$1"; }
