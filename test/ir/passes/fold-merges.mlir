// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(fold-merges))' | FileCheck %s

// The keys are those that all ways hand over. A value that may be undefined counts if it is defined, else the one before it.
// CHECK-LABEL: flow.machine @loop
// CHECK:       ^bb1(%[[ACC:.*]]: !json.value):
// CHECK-NOT:     json.invoke
// CHECK-DAG:     %[[COUNT:.*]] = json.member %[[ACC]] "count"
// CHECK-DAG:     %[[LABEL:.*]] = json.member %[[ACC]] "label"
// CHECK-DAG:     %[[MORE:.*]] = json.member %[[MADE:.*]] "count"
// CHECK-DAG:     %[[DEFINED:.*]] = json.call "defined"(%[[MORE]])
// CHECK-DAG:     %[[NOW:.*]] = arith.select %[[DEFINED]], %[[MORE]], %[[COUNT]]
// CHECK-DAG:     %[[FLAG:.*]] = json.member %[[MADE]] "flag"
// CHECK:         json.object ["count", "label", "flag"](%[[NOW]], %[[LABEL]], %[[FLAG]])
flow.machine @loop {
^bb0(%input: !json.value):
  %0 = json.literal "{\22count\22:0,\22label\22:\22a\22,\22flag\22:true}"
  cf.br ^loop(%0 : !json.value)
^loop(%acc: !json.value):
  %u = json.undefined
  %one = json.constant 1.0 : f64
  %1 = json.member %input "m"
  %2 = json.object ["count", "flag"](%1, %one)
  %3 = json.builder
  json.call "append_spread"(%3, %acc) : (!json.builder, !json.value) -> ()
  json.call "append_spread"(%3, %2) : (!json.builder, !json.value) -> ()
  %4 = json.call "array_end"(%3) [0 : i32] : (!json.builder) -> !json.value
  %5 = json.invoke "merge"(%4) context %u at 6
  %6 = json.call "unwrap"(%5) : (!json.value) -> !json.value
  %7 = flow.require %6 <"$merge([$acc, {'count': $m}])", "Assign/acc", "Loop">
  %8 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %8, ^loop(%7 : !json.value), ^end
^end:
  flow.succeed %7
}

// Left alone: what may be no object, and a member that may have been left out before, which would stand at the end.
// CHECK-LABEL: flow.machine @left
// CHECK-COUNT-2: json.invoke "merge"
flow.machine @left {
^bb0(%input: !json.value):
  %u = json.undefined
  %one = json.constant 1.0 : f64
  %m = json.member %input "m"
  %0 = json.object ["a"](%one)
  %1 = json.object ["a", "b"](%m, %one)
  %2 = json.builder
  json.call "append_spread"(%2, %input) : (!json.builder, !json.value) -> ()
  json.call "append_spread"(%2, %0) : (!json.builder, !json.value) -> ()
  %3 = json.call "array_end"(%2) [0 : i32] : (!json.builder) -> !json.value
  %4 = json.invoke "merge"(%3) context %u at 6
  %5 = json.builder
  json.call "append_spread"(%5, %1) : (!json.builder, !json.value) -> ()
  json.call "append_spread"(%5, %0) : (!json.builder, !json.value) -> ()
  %6 = json.call "array_end"(%5) [0 : i32] : (!json.builder) -> !json.value
  %7 = json.invoke "merge"(%6) context %u at 6
  %8 = json.array(%4, %7)
  flow.succeed %8
}
