# The control groups of the lab's hosts, one below $LAB_CGROUP for each, in every
# hierarchy that this machine has. Sourced by lab-host after lab.sh, never run.
# shellcheck shell=bash

# The machine's control group hierarchies: their mount points, one a line.
cgroup_hierarchies() { awk '$3 ~ /^cgroup2?$/ { print $2 }' /proc/self/mounts; }

# A version 2 group hands controllers on only while it has no process itself, and
# containers get their groups beside this one. So there a host's processes are in
# a leaf.
leaf() { if [[ -e $1/cgroup.controllers ]]; then say init; else say .; fi; }

make_cgroups() {
    local top group each
    while read -r top; do
        group=$top/$LAB_CGROUP/$1
        mkdir -p "$group/$(leaf "$top")"
        if [[ -e $top/cpuset.cpus || -e $top/cpuset.effective_cpus ]]; then
            # A new version 1 cpuset has no processor and takes no process.
            for each in "$top/$LAB_CGROUP" "$group"; do
                cat "$top/cpuset.cpus" >"$each/cpuset.cpus"
                cat "$top/cpuset.mems" >"$each/cpuset.mems"
            done
        fi
    done < <(cgroup_hierarchies)
}

join_cgroups() {
    local top
    while read -r top; do
        echo "$2" >"$top/$LAB_CGROUP/$1/$(leaf "$top")/cgroup.procs"
    done < <(cgroup_hierarchies)
}

settle_in_leaf() {
    local pid top each controller
    for pid in $(host_processes "$1"); do
        # A helper of the boot may have ended meanwhile.
        join_cgroups "$1" "$pid" 2>/dev/null || true
    done
    while read -r top; do
        [[ -e $top/cgroup.controllers ]] || continue
        for controller in $(<"$top/cgroup.controllers"); do
            # Those that the machine itself holds back, containers do without.
            for each in "$top/$LAB_CGROUP" "$top/$LAB_CGROUP/$1"; do
                echo "+$controller" 2>/dev/null >"$each/cgroup.subtree_control" || true
            done
        done
    done < <(cgroup_hierarchies)
}

# Every process of a host, its containers' too.
host_processes() {
    find /sys/fs/cgroup -path "*/$LAB_CGROUP/$1/*" -name cgroup.procs -exec cat {} + 2>/dev/null | sort -un
}
