# Makes the .rpm, of the tree that the .deb has, with rpm's own tools: on Debian those of the package rpm.
# Sourced by packages.sh, never run. Needs $PACKAGES and $SOURCE_DATE_EPOCH.
# shellcheck shell=bash

# make_rpm VERSION TREE
make_rpm() {
    local work=$PACKAGES/root/rpm
    mkdir -p "$work"
    # Nothing of the machine goes in, and files go in as they are: not stripped, not packed by themselves.
    rpmbuild -bb --quiet --target "$(uname -m)" \
        --define "rexray_version $(rpm_version "$1")" --define "rexray_tree $2" \
        --define "_topdir $work" --define '_rpmdir %{_topdir}' --define '_rpmfilename %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm' \
        --define '_buildhost localhost' --define 'use_source_date_epoch_as_buildtime 1' \
        --define 'clamp_mtime_to_source_date_epoch 1' --define '_build_id_links none' \
        --define 'debug_package %{nil}' --define '__os_install_post %{nil}' --define '_binary_payload w5.zstdio' \
        "$CHECKOUT/packaging/rpm/rexray.spec" || return
    mv "$work"/rexray-*.rpm "$PACKAGES/"
}

# A hyphen has a meaning of its own there, and a tilde comes before the release.
rpm_version() { printf '%s' "${1//-/\~}"; }
