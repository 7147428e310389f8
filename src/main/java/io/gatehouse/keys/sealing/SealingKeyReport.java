package io.gatehouse.keys.sealing;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells whoever starts Gatehouse what is wrong with the sealing key and how to mend it, instead of a stack trace. */
class SealingKeyReport extends AbstractFailureAnalyzer<SealingKeyUnusable> {
    private static final String ACTION = """
            Set gatehouse.sealing-key (or GATEHOUSE_SEALING_KEY, or a file of a configtree) to one or more 256-bit keys in \
            base64, comma-separated: the first one seals, all open. A new key comes from

                openssl rand -base64 32

            Every node needs the same keys. Keep them where the database's backups are not.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SealingKeyUnusable cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
