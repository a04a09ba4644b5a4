// What the verifiers of the ops over rows refuse.
// RUN: %aslc-opt %s --verify-diagnostics --split-input-file

func.func @value_is_one_column(%a: !json.value) {
  // expected-error @+1 {{'jsonata.tuple_step' op its body takes 1 argument of type !json.value}}
  %0 = jsonata.tuple_step %a [0] {
  ^bb0(%item: !json.value, %x: !json.value):
    jsonata.yield %item
  } : !json.value
  return
}

// -----

func.func @columns(%a: !json.value) {
  // expected-error @+1 {{'jsonata.tuple_step' op its columns are one or more numbers from 0 to 2}}
  %0 = jsonata.tuple_step %a [0, 3] {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  } : !json.value
  return
}

// -----

func.func @columns_of_a_join(%a: !json.value) {
  // expected-error @+1 {{'jsonata.tuple_join' op its columns are one or more numbers from 0 to 2}}
  %0 = jsonata.tuple_join %a width 2 [] {
  ^bb0(%item: !json.value):
    %inner = jsonata.tuple_index %item width 1 column 1 : !json.value
    jsonata.tuple_yield %inner
  } : !json.value
  return
}

// -----

func.func @index_of_the_item(%a: !json.value) {
  // expected-error @+1 {{'jsonata.tuple_index' op its column is one from 1 to the width, 1}}
  %0 = jsonata.tuple_index %a width 1 column 0 : !json.value
  return
}

// -----

func.func @same(%a: !json.value) {
  // expected-error @+1 {{'jsonata.tuple_index' op the column that tells rows of one tuple is none of its rows'}}
  %0 = jsonata.tuple_index %a width 1 column 1 same 1 : !json.value
  return
}

// -----

func.func @group(%a: !json.value) {
  %no = arith.constant false
  // expected-error @+1 {{'jsonata.tuple_group' op has a position and a value region for each pair}}
  %0 = jsonata.tuple_group %a raw %no [1, 2] keys {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  } values {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  } : !json.value
  return
}

// -----

func.func @group_value(%a: !json.value) {
  %no = arith.constant false
  // expected-error @+1 {{'jsonata.tuple_group' op its body takes 1 argument of type !json.value}}
  %0 = jsonata.tuple_group %a raw %no [1] keys {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  } values {
  ^bb0(%item: !json.value, %x: !json.value):
    jsonata.yield %item
  } : !json.value
  return
}

// -----

func.func @sort_yields_its_keys(%rows: !json.builder) {
  // expected-error @+1 {{'jsonata.tuple_sort' op its body yields 2 values}}
  %0, %1 = jsonata.tuple_sort %rows [false, true] at 0 {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  }
  return
}

// -----

func.func @transform(%a: !json.value) {
  // expected-error @+1 {{'jsonata.transform' op has three positions}}
  %0 = jsonata.transform %a update %a delete %a clone %a at [1]
  return
}
