package io.unbroken.platform.child;

import java.nio.file.Files;
import java.nio.file.Path;

/// Children run in a session of their own, because a terminal sends Ctrl-C to its whole foreground group at once, and the parent must be
/// the one who stops the parts, in order. `setsid` replaces itself by the command, so the process id stays the child's.
final class SessionLeader {
    static final String COMMAND = "/usr/bin/setsid";
    static final boolean AVAILABLE = Files.isExecutable(Path.of(COMMAND));

    private SessionLeader() {}
}
