# SPDX-License-Identifier: GPL-3.0-or-later
# One line about the machine, for the head of the figures.
cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
mem=$(awk '$1 == "MemTotal:" { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo)
disk=$(df --output=fstype . | tail -n 1)
echo "$(date '+%F %T')  $(uname -srm)  $cpu x $(nproc)  $mem  $disk" \
	"load $(cut -d' ' -f1-3 /proc/loadavg)"
