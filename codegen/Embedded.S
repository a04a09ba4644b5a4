// The files that aslc carries; their paths come from CMake.
    .section .rodata.aslc_embedded, "a", @progbits
    .balign 16
    .globl aslc_hot_bitcode, aslc_hot_bitcode_end
aslc_hot_bitcode:
    .incbin ASLC_HOT_BITCODE
aslc_hot_bitcode_end:
    .balign 16
    .globl aslc_runtime_object, aslc_runtime_object_end
aslc_runtime_object:
    .incbin ASLC_RUNTIME_OBJECT
aslc_runtime_object_end:
    .balign 16
    .globl aslc_embed_object, aslc_embed_object_end, aslc_embed_header, aslc_embed_header_end
aslc_embed_object:
    .incbin ASLC_EMBED_OBJECT
aslc_embed_object_end:
aslc_embed_header:
    .incbin ASLC_EMBED_HEADER
aslc_embed_header_end:
    .balign 16
    .globl aslc_stubs
aslc_stubs:
    .incbin ASLC_STUB_CXX
    .globl aslc_stubs_m
aslc_stubs_m:
    .incbin ASLC_STUB_M
    .globl aslc_stubs_c
aslc_stubs_c:
    .incbin ASLC_STUB_C
    .globl aslc_stubs_gcc, aslc_stubs_end
aslc_stubs_gcc:
    .incbin ASLC_STUB_GCC
aslc_stubs_end:
    .balign 16
    .globl aslc_slim_object, aslc_slim_object_end
aslc_slim_object:
    .incbin ASLC_SLIM_OBJECT
aslc_slim_object_end:
    .balign 16
    .globl aslc_c_library, aslc_c_library_end, aslc_math_library, aslc_math_library_end
aslc_c_library:
    .incbin ASLC_C_LIBRARY
aslc_c_library_end:
    .balign 16
aslc_math_library:
    .incbin ASLC_MATH_LIBRARY
aslc_math_library_end:
    .globl aslc_gdb_script, aslc_gdb_script_end
aslc_gdb_script:
    .incbin ASLC_GDB_SCRIPT
aslc_gdb_script_end:
    .section .note.GNU-stack, "", @progbits
