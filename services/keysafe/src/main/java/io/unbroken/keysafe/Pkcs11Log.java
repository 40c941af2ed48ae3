package io.unbroken.keysafe;

import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.Logger;

/// The library's lines in the service's log, instead of on its output.
final class Pkcs11Log implements Logger {

    private static final org.slf4j.Logger LOG =
            LoggerFactory.getLogger("io.unbroken.keysafe.pkcs11");

    /// What it calls information is for its developers.
    @Override
    public void info(String format, Object... arguments) {
        LOG.debug(format, arguments);
    }

    @Override
    public void warn(String format, Object... arguments) {
        LOG.warn(format, arguments);
    }

    @Override
    public void error(String format, Object... arguments) {
        LOG.error(format, arguments);
    }

    @Override
    public void debug(String format, Object... arguments) {
        LOG.debug(format, arguments);
    }

    @Override
    public void trace(String format, Object... arguments) {
        LOG.trace(format, arguments);
    }

    @Override
    public boolean isDebugEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return LOG.isWarnEnabled();
    }

    @Override
    public boolean isTraceEnabled() {
        return LOG.isTraceEnabled();
    }
}
