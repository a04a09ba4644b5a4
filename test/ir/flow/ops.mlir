// Every op of the flow dialect, printed and read again in its own and in the generic form.
// RUN: %aslc-opt %s | %aslc-opt | FileCheck %s
// RUN: %aslc-opt %s --mlir-print-op-generic | %aslc-opt | FileCheck %s

// CHECK-LABEL: flow.machine @states {
// CHECK-NEXT: ^bb0(%[[INPUT:.*]]: !json.value):
flow.machine @states {
^bb0(%input: !json.value):
  // CHECK: %[[SLOT:.*]] = flow.slot "total"
  %slot = flow.slot "total"
  // CHECK: flow.enter "Route" Choice
  flow.enter "Route" Choice
  // CHECK: flow.evaluate <"$states.input.n > 1", "Choices[0]/Condition", "Route">
  flow.evaluate <"$states.input.n > 1", "Choices[0]/Condition", "Route">
  // CHECK: flow.condition %[[INPUT]] <"$states.input.n > 1", "Choices[0]/Condition", "Route">
  %large = flow.condition %input <"$states.input.n > 1", "Choices[0]/Condition", "Route">
  // CHECK: flow.debug_value "x" = %[[INPUT]]
  flow.debug_value "x" = %input
  // CHECK: flow.chose rule 1
  flow.chose rule 1
  // CHECK: flow.chose{{$}}
  flow.chose
  // CHECK: flow.exit "Route", %[[INPUT]] assigns ["x"](%[[INPUT]])
  flow.exit "Route", %input assigns ["x"](%input)
  // CHECK: flow.exit "Route"{{$}}
  flow.exit "Route"
  cf.cond_br %large, ^wait, ^end
^wait:
  // CHECK: flow.enter "Sleep" Wait
  flow.enter "Sleep" Wait
  // CHECK: flow.require %[[INPUT]] <"$n", "Seconds", "Sleep">
  %seconds = flow.require %input <"$n", "Seconds", "Sleep">
  // CHECK: flow.set %[[SLOT]], %
  flow.set %slot, %seconds
  // CHECK: flow.require_string %[[INPUT]] <"$t", "Timestamp", "Sleep">
  %time = flow.require_string %input <"$t", "Timestamp", "Sleep">
  flow.enter "Charge" Task
  // CHECK: flow.get %[[SLOT]]
  %total = flow.get %slot
  // CHECK: flow.context
  %context = flow.context
  // CHECK: %[[FIRST:.*]] = flow.require_path template %[[INPUT]] from %[[INPUT]] "[\22order\22,0]" <"$.order[0]", "first.$", "Charge">
  %first = flow.require_path template %input from %input "[\22order\22,0]" <"$.order[0]", "first.$", "Charge">
  // CHECK: flow.require_path_string %[[FIRST]] <"$.order[0]", "ErrorPath", "Charge">
  %name = flow.require_path_string %first <"$.order[0]", "ErrorPath", "Charge">
  // CHECK: flow.put %[[FIRST]] into %[[INPUT]] "[\22a\22]" <"$.a", "ResultPath", "Charge">
  %put = flow.put %first into %input "[\22a\22]" <"$.a", "ResultPath", "Charge">
  // CHECK: flow.attempt "Charge" retry [#flow.retrier<errors = ["A", "B"], interval = 1, attempts = 3, backoff = 2.000000e+00 : f64, longest = 0, jitter = true>] catch {{\[\[}}"States.ALL"]], ^[[BODY:bb[0-9]+]], (^[[CAUGHT:bb[0-9]+]])
  flow.attempt "Charge" retry [#flow.retrier<errors = ["A", "B"], interval = 1, attempts = 3, backoff = 2.0 : f64, longest = 0, jitter = true>]
    catch [["States.ALL"]], ^body, (^caught)
^body:
  // CHECK: ^[[BODY]]:
  // CHECK: flow.task_token
  flow.task_token
  // CHECK: %[[LIMIT:.*]] = flow.require_whole positive path %[[INPUT]] <"$.t", "TimeoutSecondsPath", "Charge">
  %limit = flow.require_whole positive path %input <"$.t", "TimeoutSecondsPath", "Charge">
  // CHECK: flow.task %{{.*}} "arn:aws:lambda:us-east-1:1:function:charge" of "Charge" timeout %[[LIMIT]] heartbeat %[[LIMIT]] as %[[INPUT]], ^[[DONE:bb[0-9]+]]
  flow.task %total "arn:aws:lambda:us-east-1:1:function:charge" of "Charge" timeout %limit heartbeat %limit as %input, ^done
^done(%result: !json.value):
  // CHECK: ^[[DONE]](%[[RESULT:.*]]: !json.value):
  // CHECK: flow.end_attempt
  flow.end_attempt
  // CHECK: %[[ITEMS:.*]] = flow.require_items path %[[RESULT]] of <"$.items", "ItemsPath", "Each">
  %items = flow.require_items path %result of <"$.items", "ItemsPath", "Each">
  // CHECK: flow.map_started %[[ITEMS]]
  flow.map_started %items
  // CHECK: flow.map_started read %[[ITEMS]]
  flow.map_started read %items
  // CHECK: flow.fork each %[[ITEMS]] [@types](%{{.*}}) of "Each" most %[[LIMIT]], ^[[MAPPED:bb[0-9]+]]
  flow.fork each %items [@types](%total) of "Each" most %limit, ^mapped
^mapped(%mappedFirst: !json.value):
  // CHECK: %[[FEW:.*]] = flow.require_setting count path %{{.*}} <"$.few", "ToleratedFailureCountPath", "Each">
  %few = flow.require_setting count path %input <"$.few", "ToleratedFailureCountPath", "Each">
  // CHECK: flow.require_setting percentage %{{.*}} <"$few", "ToleratedFailurePercentage", "Each">
  %part = flow.require_setting percentage %input <"$few", "ToleratedFailurePercentage", "Each">
  // CHECK: flow.require_items pairs path %{{.*}} of <"$.items", "ItemsPath", "Each">
  %pairs = flow.require_items pairs path %result of <"$.items", "ItemsPath", "Each">
  // CHECK: flow.fork each %{{.*}} [@types, @types](%{{.*}}) of "Each" run %[[FEW]], ^[[SPREAD:bb[0-9]+]]
  flow.fork each %pairs [@types, @types](%total) of "Each" run %few, ^run
^run(%each: !json.value):
  // CHECK: ^[[SPREAD]](%[[EACH:.*]]: !json.value):
  // CHECK: %[[WHOLE:.*]] = flow.require_items %[[EACH]]
  %whole = flow.require_items %each
  // CHECK: flow.fork %[[WHOLE]] [@types, @types]() of "Fan", ^[[FANNED:bb[0-9]+]]
  flow.fork %whole [@types, @types]() of "Fan", ^fanned
^fanned(%all: !json.value):
  // CHECK: flow.succeed
  flow.succeed %all
^caught:
  // CHECK: ^[[CAUGHT]]:
  // CHECK: %[[ERROR:.*]] = flow.error_output
  %error = flow.error_output
  // CHECK: flow.fail %[[ERROR]], %[[ERROR]]
  flow.fail %error, %error
^end:
  // CHECK: flow.no_choice
  flow.no_choice
}

// CHECK-LABEL: flow.machine observed @types
flow.machine observed @types {
^bb0(%input: !json.value):
  // CHECK: flow.enter "P" Pass with %
  flow.enter "P" Pass with %input
  // CHECK: flow.enter "S" Succeed
  flow.enter "S" Succeed
  // CHECK: flow.enter "F" Fail
  flow.enter "F" Fail
  // CHECK: flow.enter "B" Parallel
  flow.enter "B" Parallel
  // CHECK: flow.enter "M" Map
  flow.enter "M" Map
  // CHECK: flow.pass_by
  flow.pass_by
  flow.succeed %input
}

// After split-suspensions.
// CHECK-LABEL: @resume
// CHECK-SAME: %[[FRAME:[a-z0-9]+]]: !flow.frame)
func.func @resume(%ctx: !json.context, %frame: !flow.frame) -> i32 {
  // CHECK: flow.load %[[FRAME]][3]
  %0 = flow.load %frame[3]
  // CHECK: flow.store %{{.*}}, %[[FRAME]][0]
  flow.store %0, %frame[0]
  // CHECK: flow.live %[[FRAME]] point 2 count 1
  flow.live %frame point 2 count 1
  // CHECK: flow.request_task %{{.*}} "arn:aws:lambda:us-east-1:1:function:charge" of "Charge"
  flow.request_task %0 "arn:aws:lambda:us-east-1:1:function:charge" of "Charge"
  // CHECK: flow.request_fork each %{{.*}} [@types](%{{.*}}) of "Each"
  flow.request_fork each %0 [@types](%0) of "Each"
  // CHECK: flow.request_fork each %{{.*}} [@types]() of "Each" run %{{.*}}
  flow.request_fork each %0 [@types]() of "Each" run %0
  // CHECK: flow.begin_attempt "Charge" retry [] catch {{\[\[}}"A"]] point 3 count 1
  flow.begin_attempt "Charge" retry [] catch [["A"]] point 3 count 1
  // CHECK: flow.resume_point %[[FRAME]]
  %point = flow.resume_point %frame
  return %point : i32
}
