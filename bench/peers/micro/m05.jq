.lines | sort_by(.qty * .price) | map(.sku)
