[.lines[] | select(.category == "tools" or .price >= 100).name]
