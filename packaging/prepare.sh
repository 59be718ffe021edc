# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by packaging/run, packaging/test and .ci/run: finds the top of the tree, installs what is missing, builds.
# shellcheck shell=bash

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$top" || exit 1

installed() { dpkg-query -W -f '${db:Status-Abbrev}\n' "$1" 2>/dev/null | grep -q '^ii'; }
known() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'; }

# unmet MARK FILE...: the packages still to install for the lines of the lists, wishes ("?") or needs ("").
unmet() {
    local mark=$1 line name names
    shift
    while read -r line; do
        case $line in
        '' | '#'*) continue ;;
        '?'*) [ "$mark" = '?' ] || continue ;;
        *) [ -z "$mark" ] || continue ;;
        esac
        line=${line#'?'}
        read -ra names <<<"${line//|/ }"
        for name in "${names[@]}"; do
            installed "$name" && continue 2
            known "$name" && break
            name=${names[0]}
        done
        if [ -z "$mark" ] || known "$name"; then echo "$name"; fi
    done < <(cat "$@")
}

# install_missing FILE...: nothing when every need is met; else apt, as root or through sudo.
install_missing() {
    local packages as_root=()
    if ! command -v apt-get >/dev/null; then
        echo "No apt here: the packages named in $* are taken to be installed." >&2
        return
    fi
    [ -n "$(unmet '' "$@")" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing: $(unmet '' "$@" | tr '\n' ' ')" >&2
            echo "Installing them needs root or sudo; run this script once as root." >&2
            return 1
        fi
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get)
    "${as_root[@]}" update -q || echo "apt-get update failed; going on with the lists at hand." >&2
    mapfile -t packages < <(unmet '' "$@"; unmet '?' "$@")
    echo "Installing: ${packages[*]}"
    "${as_root[@]}" install -q -y --no-install-recommends "${packages[@]}" || {
        echo "apt could not install all of it; on Ubuntu the packages live in the component 'universe'." >&2
        return 1
    }
}

# jobs: one compiler per processor, and per GiB of free memory.
jobs_that_fit() {
    local cores gib
    cores=$(nproc)
    gib=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
    if [ "$gib" -lt 1 ]; then gib=1; fi
    if [ "$cores" -lt "$gib" ]; then echo "$cores"; else echo "$gib"; fi
}

# build PRESET [TARGET...]: configures and compiles build/PRESET.
build() {
    local preset=$1 launcher=()
    shift
    if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
    cmake --preset "$preset" "${launcher[@]}"
    cmake --build "build/$preset" --parallel "$(jobs_that_fit)" ${1:+--target "$@"}
}
