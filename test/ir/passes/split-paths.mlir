// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(split-paths,cse))' | FileCheck %s

// Two paths with a common beginning look that up once; what they meet is handed to json.along, for one of them may be an array.
// CHECK-LABEL: flow.machine @common
// CHECK:       ^bb0(%[[INPUT:.*]]: !json.value):
// CHECK-DAG:     %[[CUSTOMER:.*]] = json.member %[[INPUT]] "customer"
// CHECK-DAG:     %[[TIER:.*]] = json.member %[[CUSTOMER]] "tier"
// CHECK-DAG:     %[[A:.*]] = json.along ["customer", "tier"] by(%[[INPUT]], %[[CUSTOMER]], %[[TIER]])
// CHECK-DAG:     %[[SCORE:.*]] = json.member %[[CUSTOMER]] "score"
// CHECK-DAG:     %[[B:.*]] = json.along ["customer", "score"] by(%[[INPUT]], %[[CUSTOMER]], %[[SCORE]])
// CHECK:         json.array(%[[A]], %[[B]])
flow.machine @common {
^bb0(%input: !json.value):
  %0 = json.fields %input ["customer", "tier"]
  cf.br ^next
^next:
  %1 = json.fields %input ["customer", "score"]
  %2 = json.array(%0, %1)
  flow.succeed %2
}

// Left alone: what a further step goes over, paths in loops, and observed machines.
// CHECK-LABEL: flow.machine @left
// CHECK-NOT:     json.along
// CHECK:         json.fields open
// CHECK:         scf.for
// CHECK:           json.fields %{{.*}} ["b"]
flow.machine @left {
^bb0(%input: !json.value):
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = json.fields open %input ["a"]
  %1 = json.call "count"(%0) : (!json.value) -> index
  %b = json.builder
  scf.for %i = %c0 to %1 step %c1 {
    %2 = json.call "item"(%0, %i) : (!json.value, index) -> !json.value
    %3 = json.fields %2 ["b"]
    json.call "seq_push"(%b, %3) : (!json.builder, !json.value) -> ()
  }
  %4 = json.call "seq_end"(%b) : (!json.builder) -> !json.value
  flow.succeed %4
}
// CHECK-LABEL: flow.machine observed @seen
// CHECK:         json.fields
flow.machine observed @seen {
^bb0(%input: !json.value):
  %0 = json.fields %input ["customer", "tier"]
  flow.succeed %0
}
