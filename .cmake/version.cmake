# SPDX-License-Identifier: GPL-3.0-or-later
# Writes version.h, once per build: the project's version and the git hash of what is built.
set(ISINGLASS_GENERATED ${CMAKE_BINARY_DIR}/generated)
add_custom_target(isinglass_version
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR} -DVERSION=${PROJECT_VERSION}
            -DOUT=${ISINGLASS_GENERATED}/isinglass_version.h -P ${CMAKE_SOURCE_DIR}/.cmake/write_version.cmake
    BYPRODUCTS ${ISINGLASS_GENERATED}/isinglass_version.h
    COMMENT "Noting the version")
