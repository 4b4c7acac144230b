package dev.isaac.example.http;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Tier;
import dev.isaac.example.http.api.HttpCaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code http head}. */
@Component(service = Command.class)
@CommandName(HeadCommand.NAME)
@CommandSummary(HeadCommand.SUMMARY)
public final class HeadCommand extends RequestCommand {

    static final String NAME = "http head";
    static final String SUMMARY = "Ask for the headers of an address";

    @Activate
    public HeadCommand(@Reference HttpCaller caller) {
        super("HEAD", caller);
    }

    @Override
    public CommandManifest manifest() {
        return manifest(NAME, SUMMARY, Tier.RUN)
                .example("http head https://example.org/isaac.zip", "Size, type and date of a file")
                .build();
    }
}
