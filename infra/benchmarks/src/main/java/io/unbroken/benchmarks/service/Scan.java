package io.unbroken.benchmarks.service;

/// A scan that the courier's service acknowledged.
///
/// @param coi the chain of identity
/// @param events how many events the chain has with this one
/// @param sent when it was due, by the process's clock in nanoseconds: a sender that is late does not hide it
/// @param acknowledged when the receipt came
record Scan(String coi, int events, int partition, long offset, long sent, long acknowledged) {}
