package io.unbroken.custody.loggerfile;

/// What came of reading a logger's file: all of it, or nothing and why.
public sealed interface LoggerFileResult permits LoggerFile, Refused {}
