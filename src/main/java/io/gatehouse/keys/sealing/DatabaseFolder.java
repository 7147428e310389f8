package io.gatehouse.keys.sealing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes the folder of an H2 file database, for its owner only, before anything opens the database: its processes share it
 * without a password, by what lies in that folder.
 */
@Component
class DatabaseFolder implements BeanFactoryPostProcessor {
    private static final Logger log = LoggerFactory.getLogger(DatabaseFolder.class);

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var url = beans.getBean(Environment.class).getProperty("spring.datasource.url", "");
        // Who only reads what is there makes nothing, not even an empty folder.
        boolean reads = url.contains(";IFEXISTS=TRUE");
        SealingKeyFile.beside(url)
                .filter(file -> !reads || file.hasFolder())
                .flatMap(SealingKeyFile::keepFolder)
                .ifPresent(folder -> log.warn(
                        "Other users of this machine can look into {}, and so into the database: run chmod 700 on it.",
                        folder));
    }
}
