// What the verifiers of the flow dialect refuse.
// RUN: %aslc-opt %s --verify-diagnostics --split-input-file

// expected-error @+1 {{'flow.machine' op its entry block has values as arguments, the input first}}
flow.machine @no_input {
^bb0:
  flow.no_choice
}

// -----

// expected-error @+1 {{'flow.machine' op its entry block has values as arguments, the input first}}
flow.machine @input_type {
^bb0(%input: i32):
  flow.no_choice
}

// -----

flow.machine @end {
^bb0(%input: !json.value):
  // expected-error @+1 {{'llvm.unreachable' op does not end a block of a machine}}
  llvm.unreachable
}

// -----

flow.machine @catchers {
^bb0(%input: !json.value):
  // expected-error @+1 {{'flow.attempt' op has a successor for each catcher}}
  flow.attempt "Charge" retry [] catch [["A"], ["B"]], ^body, (^caught)
^body:
  flow.succeed %input
^caught:
  flow.succeed %input
}

// -----

flow.machine @shared_successor {
^bb0(%input: !json.value):
  %true = arith.constant true
  cf.cond_br %true, ^task, ^done(%input : !json.value)
^task:
  // expected-error @+1 {{'flow.task' op is the only way to its successors}}
  flow.task %input "arn" of "Charge", ^done
^done(%result: !json.value):
  flow.succeed %result
}

// -----

flow.machine @no_result {
^bb0(%input: !json.value):
  // expected-error @+1 {{branch has 1 operands for successor #0, but target block has 0}}
  flow.task %input "arn" of "Charge", ^done
^done:
  flow.no_choice
}

// -----

flow.machine @wait_gives_nothing {
^bb0(%input: !json.value):
  // expected-error @+1 {{branch has 0 operands for successor #0, but target block has 1}}
  "flow.wait"(%input)[^next] : (!json.value) -> ()
^next(%value: !json.value):
  flow.succeed %value
}
