# SPDX-License-Identifier: GPL-3.0-or-later
# isinglass_settings: what every target of ours is compiled with. Warnings are errors; floating point is never
# contracted, so that a trajectory does not depend on the instruction set.
add_library(isinglass_settings INTERFACE)
target_compile_options(isinglass_settings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -ffp-contract=off -fno-math-errno)
# GCC 12 sees overlapping copies in std::string's own operator+ (GCC bug 105651).
target_compile_options(isinglass_settings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
target_include_directories(isinglass_settings INTERFACE ${CMAKE_SOURCE_DIR})
if(ISINGLASS_SANITIZE)
    target_compile_options(isinglass_settings INTERFACE
        -fsanitize=${ISINGLASS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(isinglass_settings INTERFACE -fsanitize=${ISINGLASS_SANITIZE})
endif()
