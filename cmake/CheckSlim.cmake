# Lists what runtime/slim defines, and refuses a runtime that calls what stands there for glibc's sake only.
#
#   cmake -DSLIM=slim.o -DLIST=FILE -DOBJECTS=A.o|B.o -P CheckSlim.cmake
set(nm /usr/lib/llvm-19/bin/llvm-nm)
execute_process(COMMAND ${nm} --extern-only --defined-only --format=just-symbols ${SLIM} OUTPUT_FILE ${LIST} COMMAND_ERROR_IS_FATAL ANY)

set(streams "stdin|stdout|stderr|v?f?w?printf|v?(s|sn|as|d)printf|_IO_.*|f?put[sc]|putchar|f?gets|getline|perror")
string(APPEND streams "|f(open|dopen|read|write|flush|close)|freopen")
set(locale ".*locale|.*gettext|__ctype_.*|is(alnum|alpha|blank|cntrl|x?digit|graph|lower|print|punct|space|upper)|to(upper|lower)")
string(APPEND locale "|.*wcs.*|.*mbs?to.*|strto[a-z]*|__isoc.*|ato[ifl]+|strn?casecmp|strcoll|strftime")
set(loading "dl[a-z]+|get(addrinfo|pw.*|gr.*|hostby.*)")
string(REPLACE "|" ";" objects "${OBJECTS}")
execute_process(COMMAND ${nm} --undefined-only --format=just-symbols ${objects} OUTPUT_VARIABLE used COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" used "${used}")
list(FILTER used INCLUDE REGEX "^(${streams}|${locale}|${loading})$")
if(used)
  message(FATAL_ERROR "the runtime calls what executables do not have (runtime/slim): ${used}")
endif()
