// Jest takes 100 lines of the stack for each error, and makes one for each `expect`: the first lines say enough.
Error.stackTraceLimit = 20
