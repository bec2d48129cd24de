# add_exercise_tests(<program> <name>...): a test of each exercise, which judges the student's file with the program
# heddle. It is red until the exercise is solved, and each compiles in its own test.
function(add_exercise_tests program)
  foreach(name IN LISTS ARGN)
    add_test(NAME exercise.${name} COMMAND ${program} exercise run ${name})
    set_tests_properties(exercise.${name} PROPERTIES LABELS exercise TIMEOUT 300 PROCESSORS 2)
  endforeach()
endfunction()
