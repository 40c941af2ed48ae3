package io.unbroken.custody.finding;

/// How bad a finding is, mildest first.
public enum Severity {
    /// Worth knowing; needs no one.
    INFO,
    /// Someone should look before the next step.
    WARNING,
    /// A step may not go on before someone has judged it.
    MAJOR,
    /// The patient may be in danger.
    CRITICAL
}
