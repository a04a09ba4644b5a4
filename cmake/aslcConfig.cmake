# find_package(aslc): the compiler (target aslc::aslc), the header of native handlers (target aslc::handler), and
#
#     aslc_add_workflow(target definition [HANDLERS file] [LINK item...] [DEFINE name=value...] [OPTIONS option...])
#
# builds the executable bin/<target> of the current build directory as part of `all`, and again when the definition, the handlers
# file, what is linked, or aslc itself changes. LINK takes object files, archives, and targets that make them. The property
# ASLC_PROGRAM of the target is the path of the executable.
cmake_policy(PUSH)
cmake_policy(VERSION 3.20) # CMP0116: dependency files with Ninja

get_filename_component(aslc_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(NOT TARGET aslc::aslc)
  add_executable(aslc::aslc IMPORTED)
  set_target_properties(aslc::aslc PROPERTIES IMPORTED_LOCATION "${aslc_prefix}/bin/aslc")
  add_library(aslc::handler INTERFACE IMPORTED)
  set_target_properties(aslc::handler PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${aslc_prefix}/include")
endif()
unset(aslc_prefix)

# The files that an item of LINK stands for.
function(_aslc_link_files result item)
  if(NOT TARGET ${item})
    if(NOT item MATCHES "^\\$<")
      get_filename_component(item "${item}" ABSOLUTE)
    endif()
    set(${result} "${item}" PARENT_SCOPE)
    return()
  endif()
  get_target_property(type ${item} TYPE)
  if(type STREQUAL "OBJECT_LIBRARY")
    set(${result} "$<TARGET_OBJECTS:${item}>" PARENT_SCOPE)
  else()
    set(${result} "$<TARGET_FILE:${item}>" PARENT_SCOPE)
  endif()
endfunction()

function(aslc_add_workflow target definition)
  cmake_parse_arguments(PARSE_ARGV 2 ARG "" "HANDLERS" "LINK;DEFINE;OPTIONS")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "aslc_add_workflow(${target}): what does '${ARG_UNPARSED_ARGUMENTS}' mean?")
  endif()
  get_filename_component(definition "${definition}" ABSOLUTE)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/bin/${target}")
  set(arguments "${definition}" -o "${output}" -MD -MF "${output}.d")
  set(inputs "${definition}")
  if(ARG_HANDLERS)
    get_filename_component(handlers "${ARG_HANDLERS}" ABSOLUTE)
    list(APPEND arguments --handlers "${handlers}")
    list(APPEND inputs "${handlers}")
  endif()
  foreach(item IN LISTS ARG_LINK)
    _aslc_link_files(files "${item}")
    list(APPEND arguments "${files}")
    list(APPEND inputs "${files}")
  endforeach()
  foreach(value IN LISTS ARG_DEFINE)
    list(APPEND arguments --define "${value}")
  endforeach()
  file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/bin")
  add_custom_command(OUTPUT "${output}" COMMAND aslc::aslc compile ${arguments} ${ARG_OPTIONS}
    DEPENDS ${inputs} aslc::aslc DEPFILE "${output}.d" COMMAND_EXPAND_LISTS VERBATIM COMMENT "Compiling workflow ${target}")
  add_custom_target(${target} ALL DEPENDS "${output}")
  set_target_properties(${target} PROPERTIES ASLC_PROGRAM "${output}")
endfunction()

cmake_policy(POP)
