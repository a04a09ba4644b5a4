// RUN: %aslc-opt %s --split-suspensions | FileCheck %s

// Without a suspension there is nothing to dispatch; the input comes in slot 0.
// CHECK-LABEL: func.func @straight(
// CHECK-SAME:    %[[FRAME:[a-z0-9]+]]: !flow.frame) -> i32 attributes {flow.frame_slots = 1 : i32}
// CHECK:         %[[INPUT:.*]] = flow.load %[[FRAME]][0]
// CHECK-NOT:     flow.resume_point
// CHECK-NOT:     flow.store
// CHECK:         json.call "succeed"(%{{.*}})
// CHECK:         %[[SUCCEEDED:.*]] = arith.constant 0 : i32
// CHECK:         return %[[SUCCEEDED]]
flow.machine @straight {
^bb0(%input: !json.value):
  flow.succeed %input
}

// CHECK-LABEL: func.func @ends(
// CHECK-DAG:     json.call "fail"(%{{.*}}, %{{.*}})
// CHECK-DAG:     %[[FAILED:.*]] = arith.constant 1 : i32
// CHECK-DAG:     return %[[FAILED]]
// CHECK:         json.call "no_choice"()
// CHECK-NEXT:    %[[FAILED:.*]] = arith.constant 1 : i32
// CHECK-NEXT:    return %[[FAILED]]
flow.machine @ends {
^bb0(%input: !json.value):
  %c = jsonata.truthy %input
  cf.cond_br %c, ^fail, ^none
^fail:
  flow.fail %input, %input
^none:
  flow.no_choice
}

// What lives across the wait is stored and loaded again; what does not is not, and a constant is made again.
// CHECK-LABEL: func.func @wait(
// CHECK-SAME:    %[[FRAME:[a-z0-9]+]]: !flow.frame) -> i32 attributes {flow.frame_slots = 1 : i32}
// CHECK:         %[[POINT:.*]] = flow.resume_point %[[FRAME]]
// CHECK:         cf.switch %[[POINT]] : i32, [
// CHECK-NEXT:      default: ^[[START:bb[0-9]+]](%{{.*}} : !json.value),
// CHECK-NEXT:      1: ^[[RESUME:bb[0-9]+]]
// CHECK-NEXT:    ]
// CHECK:       ^[[START]](%[[INPUT:.*]]: !json.value):
// CHECK:         %[[KEPT:.*]] = jsonata.fields %[[INPUT]] ["kept"]
// CHECK:         %[[DROPPED:.*]] = jsonata.fields %[[INPUT]] ["dropped"]
// CHECK-NOT:     flow.store %[[DROPPED]]
// CHECK:         flow.store %[[KEPT]], %[[FRAME]][0]
// CHECK-NOT:     flow.store
// CHECK:         flow.live %[[FRAME]] point 1 count 1
// CHECK-NEXT:    flow.request_wait %[[DROPPED]]{{$}}
// CHECK-NEXT:    %[[SUSPENDED:.*]] = arith.constant 2 : i32
// CHECK-NEXT:    return %[[SUSPENDED]]
// CHECK:         %[[C:.*]] = json.constant "c"
// CHECK:         json.object ["kept", "c"](%[[LOADED:.*]], %[[C]])
// CHECK:       ^[[RESUME]]:
// CHECK-NEXT:    %[[LOADED]] = flow.load %[[FRAME]][0]
flow.machine @wait {
^bb0(%input: !json.value):
  %kept = jsonata.fields %input ["kept"]
  %dropped = jsonata.fields %input ["dropped"]
  %c = json.constant "c"
  "flow.wait"(%dropped)[^next] : (!json.value) -> ()
^next:
  %0 = json.object ["kept", "c"] (%kept, %c)
  flow.succeed %0
}

// A task goes on in two ways: by its result, or by error and cause.
// CHECK-LABEL: func.func @task(
// CHECK-SAME:    %[[FRAME:[a-z0-9]+]]: !flow.frame)
// CHECK:         1: ^[[RESUME:bb[0-9]+]]
// CHECK:         flow.live %[[FRAME]] point 1 count 1
// CHECK-NEXT:    flow.request_task %{{.*}} "arn" of "Charge"
// CHECK:       ^[[DONE:bb[0-9]+]](%[[RESULT:.*]]: !json.value):
// CHECK:         json.object ["in", "out"](%[[IN:.*]], %[[RESULT]])
// CHECK:       ^[[RESUME]]:
// CHECK-NEXT:    %[[IN]] = flow.load %[[FRAME]][0]
// CHECK-NEXT:    %[[R:.*]] = json.call "task_result"()
// CHECK-NEXT:    cf.br ^[[DONE]](%[[R]] : !json.value)
flow.machine @task {
^bb0(%input: !json.value):
  flow.task %input "arn" of "Charge", ^done
^done(%result: !json.value):
  %0 = json.object ["in", "out"] (%input, %result)
  flow.succeed %0
}

// An attempt is a point of its own: what its body and its catchers read stands first in the frame, at the task's point too.
// CHECK-LABEL: func.func @attempt(
// CHECK-SAME:    %[[FRAME:[a-z0-9]+]]: !flow.frame) -> i32 attributes {flow.frame_slots = 2 : i32}
// CHECK:         flow.store %{{.*}}, %[[FRAME]][0]
// CHECK-NEXT:    flow.live %[[FRAME]] point [[POINT:[0-9]+]] count 1
// CHECK-NEXT:    flow.begin_attempt "Charge" retry [] catch {{.*}} point [[POINT]] count 1
// CHECK:         %[[B:.*]] = {{.*}}"b"
// CHECK:         flow.store %{{.*}}, %[[FRAME]][0]
// CHECK-NEXT:    flow.store %[[B]], %[[FRAME]][1]
// CHECK-NEXT:    flow.live %[[FRAME]] point {{[0-9]+}} count 2
// CHECK:         json.call "handler"() : () -> i32
// CHECK:         cf.switch %{{.*}} : i32, [
// CHECK-NEXT:      default: ^
// CHECK-NEXT:      0: ^
flow.machine @attempt {
^bb0(%input: !json.value):
  flow.attempt "Charge" retry [] catch [["States.ALL"]], ^body, (^caught)
^body:
  %b = jsonata.fields %input ["b"]
  flow.task %input "arn" of "Charge", ^done
^done(%result: !json.value):
  %0 = json.object ["b", "out"] (%b, %result)
  flow.end_attempt
  flow.succeed %0
^caught:
  %error = flow.error_output
  %1 = json.object ["in", "error"] (%input, %error)
  flow.succeed %1
}

// The frame is as large as the worst point: two values live over the first wait, one over the second, which is the only one
// stored there.
// CHECK-LABEL: func.func @two_waits(
// CHECK-SAME:    %[[FRAME:[a-z0-9]+]]: !flow.frame) -> i32 attributes {flow.frame_slots = 2 : i32}
// CHECK:         1: ^{{.*}},
// CHECK-NEXT:    2: ^
// CHECK:         flow.store %{{.*}}, %[[FRAME]][0]
// CHECK-NEXT:    flow.store %{{.*}}, %[[FRAME]][1]
// CHECK-NEXT:    flow.live %[[FRAME]] point 1 count 2
// CHECK:         flow.store %{{.*}}, %[[FRAME]][0]
// CHECK-NEXT:    flow.live %[[FRAME]] point 2 count 1
flow.machine @two_waits {
^bb0(%input: !json.value):
  %a = jsonata.fields %input ["a"]
  %b = jsonata.fields %input ["b"]
  "flow.wait"(%input)[^second] : (!json.value) -> ()
^second:
  "flow.wait"(%a)[^end] <{until}> : (!json.value) -> ()
^end:
  flow.succeed %b
}

// Where a path that waited meets one that did not, the value is a block argument.
// CHECK-LABEL: func.func @meet(
// CHECK:       ^{{bb[0-9]+}}(%[[MET:.*]]: !json.value):  // 2 preds
// CHECK:         json.call "succeed"(%[[MET]])
flow.machine @meet {
^bb0(%input: !json.value):
  %a = jsonata.fields %input ["a"]
  %c = jsonata.truthy %input
  cf.cond_br %c, ^wait, ^join
^wait:
  "flow.wait"(%input)[^after] : (!json.value) -> ()
^after:
  cf.br ^join
^join:
  flow.succeed %a
}

// The edge back of a loop asks whether to pause, for the clock or for a full arena, which is collected: what it hands on is read
// again, since collecting moves it.
// CHECK-LABEL: func.func @loop(
// CHECK-SAME:    %[[FRAME:[a-z0-9]+]]: !flow.frame)
// CHECK:         %[[NEXT:.*]] = jsonata.binary add
// CHECK:         %[[DUE:.*]] = json.call "pause_due"() : () -> i1
// CHECK-NEXT:    cf.cond_br %[[DUE]], ^[[PAUSE:bb[0-9]+]], ^[[ON:bb[0-9]+]](%[[NEXT]], %{{.*}} : !json.value, !json.value)
// CHECK:       ^[[PAUSE]]:
// CHECK-NEXT:    flow.store %{{.*}}, %[[FRAME]][0]
// CHECK-NEXT:    flow.store %[[NEXT]], %[[FRAME]][1]
// CHECK-NEXT:    flow.live %[[FRAME]] point 0 count 2
// CHECK-NEXT:    json.call "pause"(%[[FRAME]])
// CHECK-NEXT:    %[[OTHER:.*]] = flow.load %[[FRAME]][0]
// CHECK-NEXT:    %[[MOVED:.*]] = flow.load %[[FRAME]][1]
// CHECK-NEXT:    cf.br ^[[ON]](%[[MOVED]], %[[OTHER]] : !json.value, !json.value)
// CHECK-NOT:     flow.resume_point
flow.machine @loop {
^bb0(%input: !json.value):
  %zero = json.constant 0.0 : f64
  cf.br ^again(%zero : !json.value)
^again(%i: !json.value):
  %one = json.constant 1.0 : f64
  %next = jsonata.binary add %i, %one at 0
  %less = jsonata.binary less %next, %input at 0
  %c = jsonata.truthy %less
  cf.cond_br %c, ^again(%next : !json.value), ^out
^out:
  flow.succeed %next
}

// A frame holds values: a truth that lives across the wait is a Boolean there, a number a Number, an integer the bits of one.
// CHECK-LABEL: func.func @scalars(
// CHECK-SAME:    %[[FRAME:[a-z0-9]+]]: !flow.frame) -> i32 attributes {flow.frame_slots = 4 : i32}
// CHECK:         %[[TRUTH:.*]] = jsonata.truthy %[[INPUT:.*]]{{$}}
// CHECK:         %[[BOXED:.*]] = json.boolean %[[TRUTH]]
// CHECK:         %[[DOUBLE:.*]] = json.call "to_number"(%[[INPUT]])
// CHECK:         %[[NUMBER:.*]] = json.number %[[DOUBLE]]
// CHECK:         %[[COUNT:.*]] = json.call "count"(%[[INPUT]])
// CHECK:         %[[BITS:.*]] = arith.bitcast %[[COUNT]] : i64 to f64
// CHECK:         %[[INTEGER:.*]] = json.number %[[BITS]]
// CHECK:         flow.store %[[INPUT]], %[[FRAME]][0]
// CHECK:         flow.store %[[BOXED]], %[[FRAME]][1]
// CHECK:         flow.store %[[NUMBER]], %[[FRAME]][2]
// CHECK:         flow.store %[[INTEGER]], %[[FRAME]][3]
// CHECK:         %[[TRUTH1:.*]] = json.call "truthy"(%[[LOADED:.*]]) : (!json.value) -> i1
// CHECK:         cf.cond_br %[[TRUTH1]]
// CHECK:         %[[BITS1:.*]] = json.call "to_number"(%[[LOADED3:.*]]) : (!json.value) -> f64
// CHECK:         %[[COUNT1:.*]] = arith.bitcast %[[BITS1]] : f64 to i64
// CHECK:         %[[DOUBLE1:.*]] = json.call "to_number"(%[[LOADED2:.*]]) : (!json.value) -> f64
// CHECK-DAG:     %[[LOADED]] = flow.load %[[FRAME]][1]
// CHECK-DAG:     %[[LOADED2]] = flow.load %[[FRAME]][2]
// CHECK-DAG:     %[[LOADED3]] = flow.load %[[FRAME]][3]
flow.machine @scalars {
^bb0(%input: !json.value):
  %truth = jsonata.truthy %input
  %double = json.call "to_number"(%input) : (!json.value) -> f64
  %count = json.call "count"(%input) : (!json.value) -> i64
  flow.wait %input, ^next
^next:
  cf.cond_br %truth, ^sum, ^none
^sum:
  %converted = arith.uitofp %count : i64 to f64
  %sum = arith.addf %double, %converted : f64
  %value = json.number %sum
  flow.succeed %value
^none:
  flow.succeed %input
}
