// RUN: %aslc-opt %s --pass-pipeline='builtin.module(form-tuples)' --split-input-file | FileCheck %s

// Items of a Map state, in branches and behind captures; not those of an array in them.
// CHECK-LABEL: flow.inputs = {whole = {items = #flow.demand<{id, parts = {n}, qty}, item_tuples>}
module attributes {flow.anonymous, flow.inputs = {whole = {items = #flow.demand<{id, qty, parts = {n}}, items>}}} {
// CHECK-LABEL: flow.machine @whole
// CHECK:         json.member %{{.*}} "items"{{$}}
flow.machine @whole {
^bb0(%input: !json.value):
  %0 = json.member %input "items"
  %1 = json.along ["items"] by(%input, %0)
  %2 = flow.require %1 <"x", "Items", "Each">
  %3 = flow.require_items %2 of <"x", "Items", "Each">
  flow.map_started %3
  flow.fork each %3 [@whole.Each](%input) of "Each", ^done
^done(%results: !json.value):
  flow.succeed %results
}
// CHECK-LABEL: flow.machine @whole.Each
// CHECK:         json.member %{{.*}} "qty" at <2 of 3>
// CHECK:         json.member %{{.*}} "id" at <0 of 3>
// CHECK:         json.member %{{.*}} "parts" at <1 of 3>
// CHECK-LABEL: flow.machine @whole.Each.Each
// CHECK:         json.member %{{.*}} "n"{{$}}
flow.machine @whole.Each {
^bb0(%item: !json.value, %input: !json.value):
  %0 = json.member %item "qty"
  %1 = json.call "truthy"(%0) : (!json.value) -> i1
  cf.cond_br %1, ^end(%item : !json.value), ^inner
^end(%same: !json.value):
  %2 = json.member %same "id"
  %3 = json.along ["id"] by(%same, %2)
  flow.succeed %3
^inner:
  %4 = json.member %item "parts"
  %5 = flow.require_items %4 of <"x", "Items", "Inner">
  flow.fork each %5 [@whole.Each.Each]() of "Inner", ^done
^done(%results: !json.value):
  flow.succeed %results
}
flow.machine @whole.Each.Each {
^bb0(%item: !json.value):
  %0 = json.member %item "n"
  flow.succeed %0
}
}

// -----

// Left alone: items that are handed on, that the runtime goes over, or that are in what is handed on; items of items; what distributed
// Map states run over; texts that are kept.
// CHECK-LABEL: flow.inputs = {left = {a = #flow.demand<{x}, items>, b = #flow.demand<{x}, items>, c = {d = {x}}, e = {x}, f = {x}, g = #flow.demand<{x}, passed>}}
module attributes {flow.anonymous, flow.inputs = {left = {a = #flow.demand<{x}, items>, b = #flow.demand<{x}, items>, c = {d = {x}}, e = {x}, f = {x}, g = #flow.demand<{x}, passed>}}} {
// CHECK-NOT:     of 1>
flow.machine @left {
^bb0(%input: !json.value):
  %most = arith.constant 0 : i64
  %a = json.member %input "a"
  flow.fork each %a [@left.HandedOn]() of "A", ^afterA
^afterA(%0: !json.value):
  %b = json.member %input "b"
  %bx = json.member %b "x"
  %b2 = json.along ["b", "x"] by(%input, %b, %bx)
  flow.fork each %b [@left.B](%b2) of "B", ^afterB
^afterB(%1: !json.value):
  %c = json.member %input "c"
  %c2 = json.call "count"(%c) : (!json.value) -> i64
  %d = json.member %c "d"
  flow.fork each %d [@left.C](%0) of "C", ^afterC
^afterC(%2: !json.value):
  %e = json.member %input "e"
  flow.fork each %e [@left.Items]() of "E", ^afterE
^afterE(%3: !json.value):
  %f = json.member %input "f"
  %settings = json.constant 1.0 : f64
  flow.fork each %f [@left.F](%0) of "F" run %settings, ^afterF
^afterF(%4: !json.value):
  %g = json.member %input "g"
  flow.fork each %g [@left.G](%4) of "G", ^afterG
^afterG(%5: !json.value):
  flow.succeed %5
}
flow.machine @left.HandedOn {
^bb0(%item: !json.value):
  %0 = json.member %item "x"
  %1 = json.array(%item, %0)
  flow.succeed %1
}
flow.machine @left.B {
^bb0(%item: !json.value, %more: !json.value):
  %0 = json.member %item "x"
  flow.succeed %0
}
flow.machine @left.C {
^bb0(%item: !json.value, %more: !json.value):
  %0 = json.member %item "x"
  flow.succeed %0
}
flow.machine @left.F {
^bb0(%item: !json.value, %more: !json.value):
  %0 = json.member %item "x"
  flow.succeed %0
}
flow.machine @left.G {
^bb0(%item: !json.value, %more: !json.value):
  %0 = json.member %item "x"
  flow.succeed %0
}
flow.machine @left.Items {
^bb0(%item: !json.value):
  flow.fork each %item [@left.Inner]() of "Inner", ^done
^done(%results: !json.value):
  flow.succeed %results
}
flow.machine @left.Inner {
^bb0(%item: !json.value):
  %0 = json.member %item "x"
  flow.succeed %0
}
}

// -----

// Nor where something is asked of executions, as $states.context holds the input.
// CHECK-LABEL: flow.inputs = {asks = {items = {x}}}
module attributes {flow.inputs = {asks = {items = {x}}}} {
flow.machine @asks {
^bb0(%input: !json.value):
  %0 = json.member %input "items"
  flow.fork each %0 [@asks.Each]() of "Each", ^done
^done(%results: !json.value):
  flow.succeed %results
}
flow.machine @asks.Each {
^bb0(%item: !json.value):
  %0 = json.member %item "x"
  flow.succeed %0
}
}
