package io.gatehouse.idpconfig;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Applies the folder when the gateway starts, after the migrations and before the first request; commands leave it alone. */
@Component
@ConditionalOnWebApplication
class FolderAtStart implements SmartLifecycle {
    private final FolderLoader loader;
    private final IdpConfigProperties properties;
    private volatile boolean running;

    FolderAtStart(FolderLoader loader, IdpConfigProperties properties) {
        this.loader = loader;
        this.properties = properties;
    }

    @Override
    public void start() {
        loader.load(properties.idpConfig());
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    // The web server starts in the last phases of all.
    @Override
    public int getPhase() {
        return 0;
    }
}
