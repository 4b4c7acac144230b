package dev.isaac.aliases.internal.translate;

import dev.isaac.aliases.internal.cmd.CmdTranslator;
import dev.isaac.aliases.internal.data.AliasData;
import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.aliases.internal.model.Translation;
import dev.isaac.aliases.internal.packages.Managers;
import dev.isaac.aliases.internal.packages.PackageTranslator;
import dev.isaac.aliases.internal.posix.PosixTranslator;
import dev.isaac.aliases.internal.powershell.PsTranslator;
import dev.isaac.aliases.internal.reverse.WindowsTranslator;
import dev.isaac.command.line.Node;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates lines between shells. Answers always; what cannot be said faithfully is refused. Thread-safe. */
public final class Translator {

    /** A plain call of a package manager of Windows, which may hold names with backslashes. */
    private static final Pattern CALL = Pattern.compile("([a-z]+)( [A-Za-z0-9._:/\\\\=+-]+)+");

    private final PackageTranslator packages;
    private final WindowsTranslator windows;
    private final PsTranslator powershell;
    private final CmdTranslator cmd;
    private final PosixTranslator posix;

    /**
     * A translator over a mapping.
     *
     * @param osRelease the text that names the distribution of this machine; empty where there is none
     */
    public Translator(AliasData data, Managers managers, Supplier<String> osRelease) {
        this.packages = new PackageTranslator(managers, osRelease);
        this.powershell = new PsTranslator(data);
        this.cmd = new CmdTranslator(data);
        this.posix = new PosixTranslator(data);
        this.windows = WindowsTranslator.load();
    }

    /** Translates a line. */
    public Translation translate(Request request) {
        SourceLanguage source = request.source().orElseGet(() -> windows.language(request.line()));
        Notes notes = new Notes();
        try {
            String output = output(request, source, notes);
            List<String> all = notes.all();
            return all.isEmpty()
                    ? new Translation.Exact(request.input(), source, output)
                    : new Translation.Approximate(request.input(), source, output, all);
        } catch (Refused refused) {
            return new Translation.RefusedLine(
                    request.input(), source, refused.code(), refused.sentence(), refused.alternative());
        }
    }

    private String output(Request request, SourceLanguage source, Notes notes) throws Refused {
        Matcher call = CALL.matcher(request.input().strip());
        if (call.matches() && packages.isHome(call.group(1), request.target(), request.manager())) {
            return call.group();
        }
        Node.Sequence line = packages.rewrite(request.line(), request.target(), request.manager(), notes)
                .orElse(request.line());
        if (source != SourceLanguage.UNIX) {
            if (windows.isHome(source, request.target())) {
                return request.input();
            }
            line = windows.toUnix(line, source, request.target(), notes);
        }
        return switch (request.target()) {
            case POWERSHELL, POWERSHELL5 -> powershell.translate(line, request.target(), notes);
            case CMD -> cmd.translate(line, request.batch(), notes);
            case LINUX, MACOS -> posix.translate(line, request.target(), notes);
        };
    }
}
