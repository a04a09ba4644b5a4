{min: ([.lines[].price] | min), total: ([.lines[].qty] | add), mean: ([.lines[] | .price * .qty] | add / length), kinds: ([.lines[].category] | unique | length)}
