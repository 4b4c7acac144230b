package dev.isaac.shell.internal;

import dev.isaac.command.spi.SettingDefinition;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Declares the shell's settings. */
@Component(
        service = {},
        immediate = true)
public final class ShellSettings {

    static final String BANNER = "shell.banner";
    static final String HINTS = "shell.hints";
    static final String KEYS = "shell.keys";

    /** Registers one service for each setting; they vanish with the bundle. */
    @Activate
    public ShellSettings(BundleContext context) {
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
