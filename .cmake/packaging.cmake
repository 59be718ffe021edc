# SPDX-License-Identifier: GPL-3.0-or-later
# Install rules, and CPack: `cpack --config build/release/CPackConfig.cmake` makes a .deb with the right dependencies.
set(share ${CMAKE_INSTALL_DATADIR})
set(id org.isinglass.Isinglass)
set(from ${CMAKE_SOURCE_DIR}/packaging)

# Compressed as the distribution's rules ask; without a time stamp, so that equal sources give equal packages.
function(isinglass_install_compressed file folder name)
    set(compressed ${CMAKE_BINARY_DIR}/compressed/${name}.gz)
    add_custom_command(OUTPUT ${compressed}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/compressed
        COMMAND gzip -9nc ${file} > ${compressed} DEPENDS ${file} VERBATIM)
    add_custom_target(compressed_${name} ALL DEPENDS ${compressed})
    install(FILES ${compressed} DESTINATION ${folder})
endfunction()

install(TARGETS isinglass-cli RUNTIME)
isinglass_install_compressed(${from}/isinglass-cli.1 ${CMAKE_INSTALL_MANDIR}/man1 isinglass-cli.1)
isinglass_install_compressed(${from}/changelog ${share}/doc/isinglass changelog)
install(FILES ${from}/copyright DESTINATION ${share}/doc/isinglass)
if(TARGET isinglass)
    install(TARGETS isinglass RUNTIME)
    isinglass_install_compressed(${from}/isinglass.1 ${CMAKE_INSTALL_MANDIR}/man1 isinglass.1)
    install(FILES ${from}/${id}.desktop DESTINATION ${share}/applications)
    install(FILES ${from}/${id}.metainfo.xml DESTINATION ${share}/metainfo)
    install(FILES ${from}/${id}.mime.xml DESTINATION ${share}/mime/packages RENAME ${id}.xml)
    install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/isinglass.svg
            DESTINATION ${share}/icons/hicolor/scalable/apps RENAME ${id}.svg)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_CONTACT "The Isinglass authors <authors@isinglass.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "live laboratory of statistical mechanics")
set(CPACK_PACKAGE_DESCRIPTION
"Isinglass shows spin models at work. In its window a lattice of spins runs live
while a person heats it, puts it in a field or paints on it; measured means
carry error bars that account for autocorrelation and stand beside the exact
values.

The command isinglass-cli runs the same models without a display and prints
the same numbers for scripts.")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-inter, libgl1-mesa-dri")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
