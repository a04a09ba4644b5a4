// RUN: %aslc-opt %s --fuse-streams --split-input-file | FileCheck %s

// $sum(in[price > 10].(price * qty)): one loop that carries the sum, and no array.
// CHECK-LABEL: func.func private @filtered_sum_fast0(
// CHECK-NOT:     json.builder
// CHECK:         scf.for
// CHECK:           jsonata.binary greater
// CHECK:           json.call "truthy"
// CHECK:           scf.if
// CHECK:             jsonata.binary multiply
// CHECK:             arith.addf
// CHECK-NOT:     scf.for
// CHECK:         json.call "declined"()
// CHECK-LABEL: func.func private @filtered_sum_whole0(
// CHECK:         jsonata.filter
// CHECK:         jsonata.step
// CHECK:         jsonata.call "sum"
// CHECK-LABEL: func.func @filtered_sum(
// CHECK-SAME:    %[[IN:[a-z0-9]+]]: !json.value)
// CHECK-NEXT:    %[[SUM:.*]] = json.attempt @filtered_sum_fast0 else @filtered_sum_whole0(%[[IN]])
// CHECK-NEXT:    return %[[SUM]]
func.func @filtered_sum(%ctx: !json.context, %in: !json.value) -> !json.value {
  %ten = json.constant 10.0 : f64
  %0 = jsonata.filter %in {
  ^bb0(%item: !json.value):
    %p = jsonata.fields %item ["price"]
    %g = jsonata.binary greater %p, %ten at 5
    jsonata.yield %g
  }
  %1 = jsonata.step %0 last {
  ^bb0(%item: !json.value):
    %p = jsonata.fields %item ["price"]
    %q = jsonata.fields %item ["qty"]
    %m = jsonata.binary multiply %p, %q at 9
    jsonata.yield %m
  }
  %2 = jsonata.unwrap %1
  %3 = jsonata.call "sum"(%2) context %in at 1
  return %3 : !json.value
}

// -----

// $reduce($map(in, λ), λ): both bodies in one loop.
// CHECK-LABEL: func.func private @map_reduce_fast0(
// CHECK-NOT:     json.builder
// CHECK:         scf.for
// CHECK:           jsonata.binary multiply
// CHECK:           jsonata.binary add
// CHECK-NOT:     scf.for
// CHECK-LABEL: func.func private @map_reduce_whole0(
func.func @map_reduce(%ctx: !json.context, %in: !json.value) -> !json.value {
  %two = json.constant 2.0 : f64
  %f = jsonata.lambda context %in {
  ^bb0(%self: !json.value, %x: !json.value):
    %0 = jsonata.binary multiply %x, %two at 3
    jsonata.yield %0
  }
  %1 = jsonata.call "map"(%in, %f) context %in at 1
  %2 = jsonata.unwrap %1
  %g = jsonata.lambda context %in {
  ^bb0(%self: !json.value, %a: !json.value, %b: !json.value):
    %0 = jsonata.binary add %a, %b at 7
    jsonata.yield %0
  }
  %3 = jsonata.call "reduce"(%2, %g) context %in at 5
  return %3 : !json.value
}

// -----

// $sort by one and the same key of both sides: keys first, then one sort without calls.
// CHECK-LABEL: func.func private @sort_by_key_fast0(
// CHECK:         scf.for
// CHECK:           json.call "seq_push"
// CHECK:         json.call "sortable"
// CHECK:         json.sort %{{.*}} by %{{.*}} [true]
func.func @sort_by_key(%ctx: !json.context, %in: !json.value) -> !json.value {
  %f = jsonata.lambda context %in {
  ^bb0(%self: !json.value, %l: !json.value, %r: !json.value):
    %0 = jsonata.fields %l ["price"]
    %1 = jsonata.fields %r ["price"]
    %2 = jsonata.binary less %0, %1 at 3
    jsonata.yield %2
  }
  %1 = jsonata.call "sort"(%in, %f) context %in at 1
  return %1 : !json.value
}

// -----

// Left alone: a function that recurses, one that sees the whole array, and what draws random numbers.
// CHECK-LABEL: func.func @left_alone(
// CHECK-COUNT-3: jsonata.call "map"
// CHECK-NOT:   json.attempt
func.func @left_alone(%ctx: !json.context, %in: !json.value) -> !json.value {
  %f = jsonata.lambda context %in {
  ^bb0(%self: !json.value, %x: !json.value):
    %0 = jsonata.apply %self(%x) context %in at 3
    jsonata.yield %0
  }
  %0 = jsonata.call "map"(%in, %f) context %in at 1
  %g = jsonata.lambda context %in {
  ^bb0(%self: !json.value, %x: !json.value, %i: !json.value, %all: !json.value):
    jsonata.yield %all
  }
  %1 = jsonata.call "map"(%0, %g) context %in at 1
  %h = jsonata.lambda context %in {
  ^bb0(%self: !json.value, %x: !json.value):
    %r = jsonata.call "random"() context %in at 3
    jsonata.yield %r
  }
  %2 = jsonata.call "map"(%1, %h) context %in at 1
  return %2 : !json.value
}

// -----

// $sum(in.(price * qty)): numbers, which are expected, have a way of their own through what is done with an item.
// CHECK-LABEL: func.func private @expects_numbers_fast0(
// CHECK:         scf.for
// CHECK:           %[[PRODUCT:.*]] = jsonata.binary multiply
// CHECK:           %[[PLAIN:.*]] = json.call "is_plain_number"(%[[PRODUCT]])
// CHECK:           scf.if %[[PLAIN]]
// CHECK:             %[[DOUBLE:.*]] = json.call "to_number"(%[[PRODUCT]])
// CHECK:             json.number %[[DOUBLE]]
// CHECK:             arith.addf
// CHECK:           } else {
// CHECK:             json.call "defined"(%[[PRODUCT]])
// CHECK:             arith.addf
// CHECK-LABEL: func.func private @expects_numbers_whole0(
func.func @expects_numbers(%ctx: !json.context, %in: !json.value) -> !json.value {
  %0 = jsonata.step %in last {
  ^bb0(%item: !json.value):
    %p = jsonata.fields %item ["price"]
    %q = jsonata.fields %item ["qty"]
    %m = jsonata.binary multiply %p, %q at 9
    jsonata.yield %m
  }
  %1 = jsonata.unwrap %0
  %2 = jsonata.call "sum"(%1) context %in at 1
  return %2 : !json.value
}

// -----

// in.price ~> $sum: the same loop as that of a call. The function is called with what the loop declines.
// CHECK-LABEL: func.func private @piped_sum_fast0(
// CHECK-NOT:     json.builder
// CHECK:         scf.for
// CHECK:           arith.addf
// CHECK:         json.call "declined"()
// CHECK-LABEL: func.func private @piped_sum_whole0(
// CHECK:         jsonata.chain
// CHECK-LABEL: func.func @piped_sum(
// CHECK:         json.attempt @piped_sum_fast0 else @piped_sum_whole0
func.func @piped_sum(%ctx: !json.context, %in: !json.value) -> !json.value {
  %0 = jsonata.step %in last {
  ^bb0(%item: !json.value):
    %p = jsonata.fields %item ["price"]
    jsonata.yield %p
  }
  %1 = jsonata.unwrap %0
  %sum = jsonata.builtin "sum"
  %2 = jsonata.chain %1, %sum context %in at 1
  return %2 : !json.value
}

// -----

// From state to state: the loop comes first, and what is not needed when it is done stays for when it has declined.
// CHECK-LABEL: func.func private @states_fast0(
// CHECK-NOT:     json.builder
// CHECK:         jsonata.binary greater
// CHECK:         json.call "single"
// CHECK:         arith.addf
// CHECK-NOT:     json.builder
// CHECK-LABEL: func.func private @states_declines0(
// CHECK:         json.call "declined"()
// CHECK-LABEL: flow.machine @states
// CHECK:         flow.enter "Filter" Pass
// CHECK:         %[[SUM:.*]] = json.attempt @states_fast0 else @states_declines0(%[[IN:.*]])
// CHECK:         %[[DONE:.*]] = json.call "defined"(%[[SUM]])
// CHECK:         %[[ROWS:.*]] = scf.if %[[DONE]] -> (!json.value) {
// CHECK-NEXT:      %[[NONE:.*]] = json.undefined
// CHECK-NEXT:      scf.yield %[[NONE]]
// CHECK-NEXT:    } else {
// CHECK:           jsonata.filter %[[IN]]
// CHECK:           flow.require
// CHECK:           scf.yield
// CHECK:         flow.enter "Sum" Pass
// CHECK:         scf.if %[[DONE]] -> (!json.value) {
// CHECK-NEXT:      scf.yield %[[SUM]]
// CHECK-NEXT:    } else {
// CHECK:           json.attempt @states_fast{{.}} else @states_whole{{.}}(%[[ROWS]])
flow.machine @states {
^bb0(%in: !json.value):
  %ten = json.constant 10.0 : f64
  flow.enter "Filter" Pass
  flow.evaluate <"$states.input[price > 10]", "Output", "Filter">
  %0 = jsonata.filter %in {
  ^bb0(%item: !json.value):
    %p = jsonata.fields %item ["price"]
    %g = jsonata.binary greater %p, %ten at 5
    jsonata.yield %g
  }
  %1 = jsonata.unwrap %0
  %2 = flow.require %1 <"$states.input[price > 10]", "Output", "Filter">
  flow.exit "Filter"
  flow.enter "Sum" Pass
  flow.evaluate <"$sum($states.input.price)", "Output", "Sum">
  %3 = json.undefined
  %4 = jsonata.fields %2 ["price"]
  %5 = jsonata.call "sum"(%4) context %3 at 4
  flow.exit "Sum"
  flow.succeed %5
}

// -----

// What is handed on is used twice, may hold an array that is a sequence within the expression, or the time is asked: left alone.
// CHECK-NOT: declines
// CHECK-LABEL: flow.machine @left_alone
flow.machine @left_alone {
^bb0(%in: !json.value):
  flow.enter "A" Pass
  flow.evaluate <"a", "Output", "A">
  %u = json.undefined
  %0 = jsonata.step %in last {
  ^bb0(%item: !json.value):
    %p = jsonata.fields %item ["price"]
    jsonata.yield %p
  }
  %1 = jsonata.unwrap %0
  %2 = flow.require %1 <"a", "Output", "A">
  flow.enter "B" Pass
  flow.evaluate <"b", "Output", "B">
  %3 = jsonata.call "sum"(%2) context %u at 4
  %4 = jsonata.call "count"(%2) context %u at 4
  %5 = jsonata.step %in last {
  ^bb0(%item: !json.value):
    %p = jsonata.fields %item ["prices"]
    %q = json.object ["prices"](%p)
    jsonata.yield %q
  }
  %6 = jsonata.unwrap %5
  %7 = flow.require %6 <"b", "Output", "B">
  flow.enter "C" Pass
  flow.evaluate <"c", "Output", "C">
  %8 = jsonata.fields %7 ["prices"]
  %9 = jsonata.call "sum"(%8) context %u at 4
  %10 = jsonata.step %in last {
  ^bb0(%item: !json.value):
    %now = jsonata.call "millis"() context %u at 4
    jsonata.yield %now
  }
  %11 = jsonata.unwrap %10
  %12 = flow.require %11 <"c", "Output", "C">
  flow.enter "D" Pass
  flow.evaluate <"d", "Output", "D">
  %13 = jsonata.call "sum"(%12) context %u at 4
  %14 = json.object ["a", "b", "c", "d"](%3, %4, %9, %13)
  flow.succeed %14
}

// -----

// $sum(in[[0..9]].price): places are looked at once all items are there, so that the loop runs over what the predicate gives. The loop
// over what a choice selects asks nothing else of it: in[a > 1 and $contains(b, "x")].price.
// CHECK-LABEL: func.func private @predicates_fast0(
// CHECK:         jsonata.call "contains"
// CHECK:         } else {
// CHECK-NEXT:      scf.yield
// CHECK-NEXT:    }
// CHECK-NEXT:    json.call "truthy"
// CHECK-LABEL: func.func @predicates(
// CHECK:         json.attempt @predicates_fast0
// CHECK:         %[[FIRST:.*]] = jsonata.filter
// CHECK:           jsonata.array
// CHECK:         json.attempt @predicates_fast1 else @predicates_whole1(%[[FIRST]],
func.func @predicates(%ctx: !json.context, %in: !json.value) -> !json.value {
  %zero = json.constant 0.0 : f64
  %nine = json.constant 9.0 : f64
  %x = json.constant "x"
  %no = json.constant #json.boolean<false>
  %c = jsonata.filter %in {
  ^bb0(%item: !json.value):
    %a = jsonata.fields %item ["a"]
    %g = jsonata.binary greater %a, %nine at 5
    %t = jsonata.truthy %g
    %both = scf.if %t -> (!json.value) {
      %b = jsonata.fields %item ["b"]
      %r = jsonata.call "contains"(%b, %x) context %item at 7
      %u = jsonata.unwrap %r
      scf.yield %u : !json.value
    } else {
      scf.yield %no : !json.value
    }
    jsonata.yield %both
  }
  %d = jsonata.step %c last {
  ^bb0(%item: !json.value):
    %p = jsonata.fields %item ["price"]
    jsonata.yield %p
  }
  %e = jsonata.unwrap %d
  %f = jsonata.call "sum"(%e) context %in at 1
  %0 = jsonata.filter %in {
  ^bb0(%item: !json.value):
    %r = jsonata.binary range %zero, %nine at 9
    %a = jsonata.array(%r) [true]
    jsonata.yield %a
  }
  %1 = jsonata.step %0 last {
  ^bb0(%item: !json.value):
    %p = jsonata.fields %item ["price"]
    jsonata.yield %p
  }
  %2 = jsonata.unwrap %1
  %3 = jsonata.call "sum"(%2) context %in at 1
  %4 = json.object ["a", "b"](%f, %3)
  return %4 : !json.value
}
