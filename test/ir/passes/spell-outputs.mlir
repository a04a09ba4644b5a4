// RUN: %aslc-opt %s --pass-pipeline='builtin.module(spell-outputs)' --split-input-file | FileCheck %s

// The output, through a state and as a member of another object; results of iterations and branches that are only written.
// CHECK-LABEL: flow.machine @whole
// CHECK:         json.object spelled ["inner"]
// CHECK:         json.object spelled ["outer", "none"]
// CHECK:         json.object ["results", "both"]
flow.machine @whole {
^bb0(%input: !json.value):
  %none = json.undefined
  %0 = json.object ["inner"] (%input)
  %1 = json.object ["outer", "none"] (%0, %none)
  %2 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %2, ^end(%1 : !json.value), ^more
^more:
  %most = arith.constant 0 : i64
  flow.fork each %input [@whole.Each]() of "Each" most %most, ^both
^both(%results: !json.value):
  flow.fork %input [@whole.Branch]() of "Both", ^done
^done(%branches: !json.value):
  %3 = json.object ["results", "both"] (%results, %branches)
  cf.br ^end(%3 : !json.value)
^end(%output: !json.value):
  flow.succeed %output
}
// CHECK-LABEL: flow.machine @whole.Each
// CHECK:         json.object spelled ["id"]
flow.machine @whole.Each {
^bb0(%item: !json.value):
  %0 = json.object ["id"] (%item)
  flow.succeed %0
}
// CHECK-LABEL: flow.machine @whole.Branch
// CHECK:         json.object spelled ["id"]
flow.machine @whole.Branch {
^bb0(%item: !json.value):
  %0 = json.object ["id"] (%item)
  %1 = flow.require %0 <"x", "Output", "S">
  flow.succeed %1
}

// -----

// Left alone: what is read; keys whose order, or whose text, is not as written; results that are read; members that are arrays; what an
// observed machine tells of.
// CHECK-LABEL: flow.machine @whole.Read
// CHECK-NOT:     spelled
flow.machine @whole.Read {
^bb0(%input: !json.value):
  %0 = json.object ["a"] (%input)
  %1 = json.member %0 "a"
  %2 = json.object ["2", "1"] (%0, %1)
  %3 = json.object ["\22"] (%2)
  %4 = json.array(%3)
  %5 = json.object ["array"] (%4)
  flow.fork each %input [@whole.Read.Each]() of "Read", ^done
^done(%results: !json.value):
  %6 = json.call "count"(%results) : (!json.value) -> i64
  flow.succeed %5
}
flow.machine @whole.Read.Each {
^bb0(%item: !json.value):
  %0 = json.object ["id"] (%item)
  flow.succeed %0
}
flow.machine observed @whole.Observed {
^bb0(%input: !json.value):
  %0 = json.object ["a"] (%input)
  flow.succeed %0
}
