# Writes an assembly table (name, address) of the functions that the runtime's bitcode refers to: run by Product.cmake.
execute_process(COMMAND /usr/lib/llvm-19/bin/llvm-nm --undefined-only --just-symbol-name ${BITCODE} OUTPUT_VARIABLE symbols
  COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" symbols "${symbols}")
set(table "")
set(names "")
set(count 0)
foreach(symbol ${symbols})
  string(STRIP "${symbol}" symbol)
  if(symbol MATCHES "^llvm\\.")
    continue()
  endif()
  string(APPEND table "    .quad .Lname${count}, ${symbol}\n")
  string(APPEND names ".Lname${count}:\n    .asciz \"${symbol}\"\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUTPUT} "// Generated from the runtime's bitcode: what it refers to.
    .section .data.rel.ro, \"aw\", @progbits
    .balign 8
    .globl aslc_hot_references, aslc_hot_reference_count
aslc_hot_references:
${table}aslc_hot_reference_count:
    .quad ${count}
    .section .rodata, \"a\", @progbits
${names}    .section .note.GNU-stack, \"\", @progbits
")
