package dev.isaac.shell.internal;

import dev.isaac.command.spi.SettingDefinition;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Declares the settings of the prompt. */
@Component(
        service = {},
        immediate = true,
        configurationPolicy = ConfigurationPolicy.IGNORE)
public final class PromptSettings {

    static final String BANNER = "prompt.banner";
    static final String HINTS = "prompt.hints";
    static final String KEYS = "prompt.keys";

    /** Registers one service for each setting; they vanish with the bundle. */
    @Activate
    public PromptSettings(BundleContext context) {
        List.of(
                        new SettingDefinition(
                                BANNER,
                                "Whether the prompt begins with a line about itself",
                                "on",
                                List.of("on", "off")),
                        new SettingDefinition(
                                HINTS,
                                "Whether faint text behind the cursor offers what may follow",
                                "on",
                                List.of("on", "off")),
                        new SettingDefinition(
                                KEYS, "Which editor's keys work in the line", "emacs", List.of("emacs", "vi")))
                .forEach(definition -> context.registerService(SettingDefinition.class, definition, null));
    }
}
