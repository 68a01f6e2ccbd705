package dev.leadline.gateway.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the files of exports are.
 *
 * @param folder for this gateway, or shared by all of them
 */
@ConfigurationProperties("leadline.query-gateway.exports")
record ExportSettings(Path folder) {}
