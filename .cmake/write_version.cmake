# SPDX-License-Identifier: GPL-3.0-or-later
execute_process(COMMAND git -C ${SOURCE} rev-parse --short=12 HEAD
                OUTPUT_VARIABLE hash OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed OR hash STREQUAL "")
    set(hash "unknown")
endif()
file(CONFIGURE OUTPUT ${OUT} CONTENT
"#pragma once
#define ISINGLASS_VERSION \"${VERSION}\"
#define ISINGLASS_GIT_HASH \"${hash}\"
")
