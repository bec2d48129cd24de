# add_exercise_tests(<program> <name>...): a test of each exercise, which judges the student's file with the program
# heddle. It is red until the exercise is solved, and each compiles in its own test.
get_filename_component(heddle_root "${CMAKE_CURRENT_LIST_DIR}/../../../.." ABSOLUTE)
function(add_exercise_tests program)
  foreach(name IN LISTS ARGN)
    add_test(NAME exercise.${name} COMMAND ${program} exercise run ${name})
    set_tests_properties(exercise.${name} PROPERTIES LABELS exercise TIMEOUT 300 PROCESSORS 2
                                                      WORKING_DIRECTORY "${heddle_root}")
  endforeach()
endfunction()
