// What the verifiers of the jsonata dialect refuse.
// RUN: %aslc-opt %s --verify-diagnostics --split-input-file

func.func @step_takes_one(%a: !json.value) {
  // expected-error @+1 {{'jsonata.step' op its body takes 1 argument of type !json.value}}
  %0 = jsonata.step %a {
  ^bb0(%item: !json.value, %more: !json.value):
    jsonata.yield %item
  }
  return
}

// -----

func.func @step_takes_values(%a: !json.value) {
  // expected-error @+1 {{'jsonata.step' op its body takes 1 argument of type !json.value}}
  %0 = jsonata.step %a {
  ^bb0(%item: i1):
    jsonata.yield %a
  }
  return
}

// -----

func.func @step_yields_one(%a: !json.value) {
  // expected-error @+1 {{'jsonata.step' op its body yields 1 value}}
  %0 = jsonata.step %a {
  ^bb0(%item: !json.value):
    jsonata.yield
  }
  return
}

// -----

func.func @filter_yields_one(%a: !json.value) {
  // expected-error @+1 {{'jsonata.filter' op its body yields 1 value}}
  %0 = jsonata.filter %a {
  ^bb0(%item: !json.value):
    jsonata.yield %item, %item
  }
  return
}

// -----

func.func @sort_yields_a_key_a_term(%a: !json.value) {
  // expected-error @+1 {{'jsonata.sort' op its body yields 2 values}}
  %0 = jsonata.sort %a [true, false] at 0 {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  }
  return
}

// -----

func.func @group_yields_a_key_a_pair(%a: !json.value) {
  // expected-error @+1 {{'jsonata.group' op its body yields 1 value}}
  %0 = jsonata.group %a [0] keys {
  ^bb0(%item: !json.value):
    jsonata.yield %item, %item
  } values {
  ^bb0(%items: !json.value):
    jsonata.yield %items
  }
  return
}

// -----

func.func @group_positions(%a: !json.value) {
  // expected-error @+1 {{'jsonata.group' op has a position and a value region for each pair}}
  %0 = jsonata.group %a [0, 1] keys {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  } values {
  ^bb0(%items: !json.value):
    jsonata.yield %items
  }
  return
}

// -----

func.func @group_value_yields_one(%a: !json.value) {
  // expected-error @+1 {{'jsonata.group' op its body yields 1 value}}
  %0 = jsonata.group %a [0] keys {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  } values {
  ^bb0(%items: !json.value):
    jsonata.yield
  }
  return
}

// -----

func.func @lambda_knows_itself(%a: !json.value) {
  // expected-error @+1 {{'jsonata.lambda' op its body's first argument is the function itself}}
  %0 = jsonata.lambda context %a {
    jsonata.yield %a
  }
  return
}

// -----

func.func @lambda_yields_one(%a: !json.value) {
  // expected-error @+1 {{'jsonata.lambda' op its body yields 1 value}}
  %0 = jsonata.lambda context %a {
  ^bb0(%self: !json.value):
    jsonata.yield
  }
  return
}

// -----

func.func @lambda_takes_values(%a: !json.value) {
  // expected-error @+1 {{'jsonata.lambda' op its body takes 2 arguments of type !json.value}}
  %0 = jsonata.lambda context %a {
  ^bb0(%self: !json.value, %i: index):
    jsonata.yield %a
  }
  return
}

// -----

func.func @spread(%a: !json.value) {
  // expected-error @+1 {{'jsonata.array' op 1 spread flags for 2 items}}
  %0 = jsonata.array(%a, %a) [true]
  return
}

// -----

func.func @no_builtin(%a: !json.value) {
  // expected-error @+1 {{'jsonata.call' op no built-in 'total'}}
  %0 = jsonata.call "total"(%a) context %a at 0
  return
}

// -----

func.func @no_builtin_value() {
  // expected-error @+1 {{'jsonata.builtin' op no built-in 'total'}}
  %0 = jsonata.builtin "total"
  return
}

// -----

func.func @yield_outside(%a: !json.value) {
  // expected-error @+1 {{'jsonata.yield' op expects parent op to be one of 'jsonata.step, jsonata.filter, jsonata.sort, jsonata.group, jsonata.lambda, jsonata.tuple_step, jsonata.tuple_filter, jsonata.tuple_sort, jsonata.tuple_items, jsonata.tuple_group'}}
  jsonata.yield %a
}
