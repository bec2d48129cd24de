# cmake --install: the boxes that a project needs to test its own code, their headers, and the package that
# find_package(heddle) finds. The program and the image library are not among them.
include(CMakePackageConfigHelpers)

set(cmake_dir "${CMAKE_INSTALL_LIBDIR}/cmake/heddle")
set(targets child core harness metrics process relacy report static stress stress_canary sync tsan tsan_main tsan_matchers)
foreach(target IN LISTS targets)
  install(TARGETS heddle_${target} EXPORT heddleTargets)
endforeach()
foreach(box core metrics process report sync)
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/lib/heddle/${box}" DESTINATION "${HEDDLE_INCLUDE_DIR}/heddle"
          FILES_MATCHING PATTERN "*.hpp")
endforeach()
foreach(box canary child harness relacy static stress tsan)
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/sanitizers/${box}" DESTINATION "${HEDDLE_INCLUDE_DIR}/sanitizers"
          FILES_MATCHING PATTERN "*.hpp" PATTERN "relacy.hpp" EXCLUDE PATTERN "platform.hpp" EXCLUDE)
endforeach()

install(EXPORT heddleTargets NAMESPACE heddle:: DESTINATION "${cmake_dir}")
configure_package_config_file("${PROJECT_SOURCE_DIR}/lib/cmake/heddleConfig.cmake.in"
                              "${PROJECT_BINARY_DIR}/heddleConfig.cmake"
                              INSTALL_DESTINATION "${cmake_dir}" PATH_VARS HEDDLE_INCLUDE_DIR)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/heddleConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/heddleConfig.cmake" "${PROJECT_BINARY_DIR}/heddleConfigVersion.cmake"
              "${PROJECT_SOURCE_DIR}/lib/cmake/heddle_add_case.cmake"
              "${PROJECT_SOURCE_DIR}/lib/cmake/heddle_case_main.cpp.in"
              "${PROJECT_SOURCE_DIR}/sanitizers/tsan/tsan_program.cmake"
        DESTINATION "${cmake_dir}")
