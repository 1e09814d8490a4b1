# A stage: a mount namespace in which a gateway, an SDC and a daemon run as on a host of their own,
# on this machine's network, and of which nothing is left. As on a real host, /run lies in memory and
# /var/lib/rexray on a disk. Its processes are those of this machine.
# Sourced after lab.sh, never run. Whoever sources it sets $STAGE, a folder on a disk, $REXRAY, the program, and
# $STAGE_SOCKET, the plugin socket.
# shellcheck shell=bash
# shellcheck disable=SC2034 # the names are for whoever sources this

readonly STAGE_GATEWAY=127.0.0.1

# enter_stage SCRIPT ARGUMENT... : runs the script again in there, unless it is there already.
enter_stage() {
    [[ -z ${STAGED:-} ]] || return 0
    local options=(--mount --propagation private)
    # Without root, as the root of a namespace of one's own, which may not mount volumes.
    [[ $EUID -eq 0 ]] || options+=(--map-root-user)
    STAGED=$([[ $EUID -eq 0 ]] && echo root || echo user) exec unshare "${options[@]}" "$@"
}

set_stage() {
    local device
    mkdir -p "$STAGE"/{disk,dev,cluster}
    mount -t tmpfs -o mode=755 tmpfs /run
    for device in opt var/lib; do
        mount -t tmpfs -o mode=755 tmpfs "/$device"
    done
    mkdir -p /var/lib/rexray
    mount --bind "$STAGE/disk" /var/lib/rexray
    # The SDC makes the nodes of its devices here.
    if [[ $STAGED == root ]]; then
        mount -t tmpfs -o mode=755 tmpfs "$STAGE/dev"
        for device in null zero full random urandom tty loop-control; do
            cp -a "/dev/$device" "$STAGE/dev/$device"
        done
        mount --move "$STAGE/dev" /dev
    fi
    mkdir -p /run/docker/plugins
}

# start_gateway ARGUMENT... : starts the lab's gateway on free ports; sets $gateway_url, $gateway_tls and $gateway_pid.
start_gateway() {
    "$REXRAY" lab gateway --dir "$STAGE/cluster" --listen "$STAGE_GATEWAY:0" --http "$STAGE_GATEWAY:0" "$@" \
        </dev/null >"$STAGE/gateway.out" 2>"$STAGE/gateway.log" &
    gateway_pid=$!
    await 60 grep -q ^ready "$STAGE/gateway.out" || die "the gateway does not get ready: $(tail -n 20 "$STAGE/gateway.log")"
    gateway_tls=$(sed -n 's/^ready \(https:[^ ]*\).*/\1/p' "$STAGE/gateway.out")
    gateway_url=$(sed -n 's/^ready .* plain=\([^ ]*\).*/\1/p' "$STAGE/gateway.out")
}

start_sdc() {
    "$REXRAY" lab sdc --gateway "$gateway_url" --delay 0ms </dev/null >"$STAGE/sdc.out" 2>"$STAGE/sdc.log" &
    sdc_pid=$!
    await 60 grep -q ^ready "$STAGE/sdc.out" || die "the SDC does not get ready: $(tail -n 20 "$STAGE/sdc.log")"
}

# stage_config ENDPOINT : the configuration of a host of the stage.
stage_config() {
    cat <<YAML
rexray:
  logLevel: warn
  modules.default-docker.host: unix://$STAGE_SOCKET
libstorage.integration.volume.operations.create.default.size: 8
scaleio:
  endpoint: $1/api
$(if [[ $1 == https:* ]]; then echo "  caFile: $STAGE/cluster/ca.pem"; fi)
  userName: admin
  password: '$(<"$STAGE/cluster/password")'
  protectionDomainName: pd1
  storagePoolName: hdd
YAML
}

# ask METHOD BODY : one request to the plugin socket; its answer. Fails if the plugin says that it failed.
ask() {
    curl --fail-with-body --silent --show-error --max-time 60 --unix-socket "$STAGE_SOCKET" --data "$2" "http://plugin/$1"
}

end_process() {
    kill -TERM "$1" 2>/dev/null || return 0
    wait "$1" || true
}
