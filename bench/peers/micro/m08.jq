.lines | group_by(.sku[0:1]) | map({key: .[0].sku[0:1], value: (map(.qty * .price) | add)}) | from_entries
