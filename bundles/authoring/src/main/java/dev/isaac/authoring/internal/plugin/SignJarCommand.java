package dev.isaac.authoring.internal.plugin;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.PassphraseOptions;
import dev.isaac.authoring.internal.Refusals;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.signing.JarSigning;
import dev.isaac.trust.jar.JarSignature;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** {@code plugin sign-jar}. */
@Component(service = Command.class)
@CommandName(SignJarCommand.NAME)
@CommandCategory(Categories.PUBLISHING)
@CommandSummary(SignJarCommand.SUMMARY)
public final class SignJarCommand implements Command {

    static final String NAME = "plugin sign-jar";
    static final String SUMMARY = "Put a signature inside of a plugin's jar";

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.PUBLISHING)
                .description(
                        "For those whose policy demands a JAR signature. It adds to the author's statement, and takes the place of"
                                + " none. It changes the bytes of the jar, so it comes before plugin sign.")
                .arguments(Argument.required("jar", ValueType.PATH, "The plugin"))
                .options(
                        Option.value("keystore", "FILE", ValueType.PATH, "PKCS#12 with one key and its certificates")
                                .mandatory(),
                        Option.value("out", "FILE", ValueType.PATH, "Where the signed jar goes; else it is replaced"))
                .options(PassphraseOptions.forUse())
                .example(
                        "plugin sign-jar target/greeter-1.0.0.jar --keystore company.p12",
                        "then plugin sign, which signs the new bytes")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return Refusals.translate(() -> {
            Path jar = in.path("jar");
            Path out = in.has("out") ? in.path("out") : jar;
            JarSignature signature = JarSigning.sign(jar, in.path("keystore"), PassphraseOptions.of(in), out);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("jar", out.toString());
            data.put("signer", signature.signer());
            data.put("certificate", signature.fingerprint());
            return CommandResult.text(
                    "Signed " + out + " by " + signature.signer() + ", certificate " + signature.fingerprint() + ".",
                    data);
        });
    }
}
