#!/bin/sh
# One backup now, the old ones thinned out: every one of the last 7 days, then the last of each day, 30 days long.
# backup.sh MOISO FOLDER
set -eu
moiso=$1
folder=$2

file="$folder/moiso-$(date +%Y%m%d-%H%M%S).backup"
# Of a power cut: a backup has its name only when it is whole. One made by hand under another name is left alone.
rm -rf "$folder"/moiso-*.backup.part
"$moiso" backup "$file"

week=$(date -d '-7 days' +%Y%m%d)
month=$(date -d '-30 days' +%Y%m%d)
seen=
for old in $(ls -r "$folder" | grep '^moiso-[0-9]\{8\}-[0-9]\{6\}\.backup$'); do
    day=${old#moiso-}
    day=${day%%-*}
    if [ "$day" -lt "$month" ] || { [ "$day" -lt "$week" ] && [ "$day" = "$seen" ]; }; then
        # A torn removal must not pass for a backup either.
        mv "$folder/$old" "$folder/$old.part"
        rm -r "${folder:?}/$old.part"
    fi
    seen=$day
done
