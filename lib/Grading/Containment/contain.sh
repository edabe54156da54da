# Runs one command where it can reach nothing: no network, a file system of what is named here and no more, and an empty folder to work in.
# Called by `unshare` in namespaces of their own. Environment: ROOT (an empty folder), WORK (files to copy into the working folder),
# READABLE (paths, one a line), DROP (a user to become, or empty), EVIDENCE (the most bytes of it). Everything else is "$@".
set -e
umask 022
mount -t tmpfs -o size=256m,mode=755 tmpfs "$ROOT"
mkdir -p "$ROOT/proc" "$ROOT/dev" "$ROOT/etc" "$ROOT/tmp" "$ROOT/submission" "$ROOT/old"
chmod 1777 "$ROOT/tmp" "$ROOT/submission"
while IFS= read -r path; do
  [ -n "$path" ] || continue
  if [ -d "$path" ]; then mkdir -p "$ROOT$path"; else mkdir -p "$ROOT$(dirname "$path")"; : > "$ROOT$path"; fi
  mount --bind "$path" "$ROOT$path"
  mount -o remount,bind,ro,nosuid,nodev "$ROOT$path" 2>/dev/null || mount -o remount,bind,ro "$ROOT$path"
done <<EOF
$READABLE
EOF
for link in bin sbin lib lib64; do
  [ ! -L "/$link" ] || ln -s "$(readlink "/$link")" "$ROOT/$link"
done
for device in null zero full random urandom; do : > "$ROOT/dev/$device"; mount --bind "/dev/$device" "$ROOT/dev/$device"; done
mount -t proc -o nosuid,nodev,noexec proc "$ROOT/proc"
cp -r "$WORK"/. "$ROOT/submission/"
chmod -R a+rwX "$ROOT/submission"
cd "$ROOT"
pivot_root . old
umount -l /old
rmdir /old
cd /submission
# Our input ends when whoever started us does: then all this ends too, however they ended.
exec 3<&0
(cat <&3 > /dev/null; kill -KILL -1) > /dev/null 2>&1 &
export HOME=/tmp TMPDIR=/tmp
become="setpriv --no-new-privs --bounding-set=-all --inh-caps=-all"
[ -z "$DROP" ] || become="$become --reuid=$DROP --regid=$DROP --clear-groups"
code=0
$become "$@" < /dev/null > /dev/null 2>&1 3<&- || code=$?
echo "exit $code"
[ ! -f /submission/evidence ] || [ -L /submission/evidence ] || head -c "$EVIDENCE" /submission/evidence
