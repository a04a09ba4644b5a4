// What the verifiers of the flow dialect refuse.
// RUN: %aslc-opt %s --verify-diagnostics --split-input-file

// expected-error @+1 {{'flow.machine' op its entry block has one argument, the input}}
flow.machine @no_input {
^bb0:
  flow.no_choice
}

// -----

// expected-error @+1 {{'flow.machine' op its entry block has one argument, the input}}
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

flow.machine @one_way_out {
^bb0(%input: !json.value):
  // expected-error @+1 {{branch has 2 operands for successor #1, but target block has 1}}
  flow.task %input "arn" of "Charge", ^done, ^done
^done(%result: !json.value):
  flow.succeed %result
}

// -----

flow.machine @shared_successor {
^bb0(%input: !json.value):
  %true = arith.constant true
  cf.cond_br %true, ^task, ^done(%input : !json.value)
^task:
  // expected-error @+1 {{'flow.task' op is the only way to its successors}}
  flow.task %input "arn" of "Charge", ^done, ^failed
^done(%result: !json.value):
  flow.succeed %result
^failed(%error: !json.value, %cause: !json.value):
  flow.fail %error, %cause
}

// -----

flow.machine @no_result {
^bb0(%input: !json.value):
  // expected-error @+1 {{branch has 1 operands for successor #0, but target block has 0}}
  flow.task %input "arn" of "Charge", ^done, ^failed
^done:
  flow.no_choice
^failed(%error: !json.value, %cause: !json.value):
  flow.fail %error, %cause
}

// -----

flow.machine @wait_gives_nothing {
^bb0(%input: !json.value):
  // expected-error @+1 {{branch has 0 operands for successor #0, but target block has 1}}
  "flow.wait"(%input)[^next] : (!json.value) -> ()
^next(%value: !json.value):
  flow.succeed %value
}
