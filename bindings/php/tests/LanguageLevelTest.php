<?php

declare(strict_types=1);

namespace Haulage\Tests;

use PhpParser\Lexer\Emulative;
use PhpParser\Node;
use PhpParser\NodeTraverser;
use PhpParser\Parser\Php7;
use PHPUnit\Framework\TestCase;

/**
 * The package keeps to PHP 7.4, whatever PHP runs the tests: nikic/php-parser reads the files with 7.4's words, and whatever
 * its grammar knows beyond 7.4 is refused.
 */
final class LanguageLevelTest extends TestCase
{
    private const CLASSES = '/^(WeakMap|Stringable|PhpToken|UnhandledMatchError|ValueError|Fiber|FiberError|Random\\\\.*'
        . '|IntlDatePatternGenerator|ReflectionEnum.*|ReflectionFiber|CURLStringFile|Override|SensitiveParameter'
        . '|AllowDynamicProperties|InternalIterator|UnitEnum|BackedEnum|Date[A-Z]\w*Exception|Date\w*Error)$/';

    private const FUNCTIONS = [
        // 8.0
        'str_contains', 'str_starts_with', 'str_ends_with', 'fdiv', 'get_debug_type', 'get_resource_id',
        'preg_last_error_msg',
        // 8.1
        'array_is_list', 'fsync', 'fdatasync', 'enum_exists',
        // 8.2
        'memory_reset_peak_usage', 'curl_upkeep', 'ini_parse_quantity', 'mysqli_execute_query', 'openssl_cipher_key_length',
        // 8.3
        'json_validate', 'mb_str_pad', 'str_increment', 'str_decrement', 'stream_context_set_options',
        // 8.4 and later
        'array_find', 'array_find_key', 'array_any', 'array_all', 'mb_trim', 'mb_ltrim', 'mb_rtrim', 'mb_ucfirst',
        'mb_lcfirst', 'bcdivmod', 'bcfloor', 'bcceil', 'bcround', 'fpow', 'http_get_last_response_headers',
        'request_parse_body', 'array_first', 'array_last',
    ];

    /** Kinds of nodes that came with 8.0 or later. */
    private const NODES = '/^(UnionType|IntersectionType|Expr_(Match|Throw|NullsafePropertyFetch|NullsafeMethodCall)'
        . '|Stmt_(Enum|EnumCase)|MatchArm|VariadicPlaceholder)$/';

    public static function setUpBeforeClass(): void
    {
        if (!class_exists(Emulative::class)) {
            @include_once 'PhpParser/autoload.php';
        }
        if (!class_exists(Emulative::class)) {
            self::markTestSkipped('there is no nikic/php-parser (Debian: php-parser)');
        }
    }

    /**
     * @dataProvider files
     */
    public function testNoFileIsNewerThanPhp74(string $file): void
    {
        self::assertSame([], self::newer((string) file_get_contents($file)));
    }

    /**
     * @dataProvider newerCode
     */
    public function testNewerCodeIsFound(string $code): void
    {
        self::assertNotSame([], self::newer("<?php\n" . $code));
    }

    /**
     * @return iterable<string, array{string}>
     */
    public function files(): iterable
    {
        $package = dirname(__DIR__);
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($package, \FilesystemIterator::SKIP_DOTS));
        foreach ($files as $file) {
            $path = $file->getPathname();
            if (substr($path, -4) === '.php' || $file->getFilename() === 'haulage') {
                yield substr($path, strlen($package) + 1) => [$path];
            }
        }
        foreach (glob(dirname($package, 2) . '/examples/php/*.php') as $path) {
            yield 'examples/php/' . basename($path) => [$path];
        }
    }

    /**
     * @return string[][]
     */
    public function newerCode(): array
    {
        return [
            ['function f(int|string $a) {}'],
            ['class A { public function __construct(private int $a) {} }'],
            ['enum A { case B; }'],
            ['class A { public readonly int $a; }'],
            ['$a = match ($b) { 1 => 2 };'],
            ['$a?->b();'],
            ['str_contains($a, $b);'],
            ['f(a: 1);'],
            ['function f(int $a, int $b,) {}'],
            ['try { f(); } catch (E) {}'],
            ['function f(): static {}'],
            ['function f(mixed $a) {}'],
            ['function f(): never {}'],
            ['$a = $b ?? throw new E();'],
            ['$f = strlen(...);'],
            ['echo $object::class;'],
            ['new WeakMap();'],
            ['final class A { final const B = 1; }'],
            ['$a = [...["k" => 1]];  function f(\Stringable $a) {}'],
            ['const A = new B();  function f($a = new B()) {}'],
            ['#[Inline] class A {}  $x?->y;'],
            ['$f = function () use ($a,) {};'],
        ];
    }

    /**
     * @return string[] what is newer than 7.4, with its line
     */
    private static function newer(string $code): array
    {
        $found = [];
        $report = static function (Node $node, string $what) use (&$found): void {
            $found[] = $node->getStartLine() . ': ' . $what;
        };
        $lexer = new Emulative(['phpVersion' => '7.4', 'usedAttributes' => ['startLine', 'startTokenPos', 'endTokenPos']]);
        try {
            $nodes = (new Php7($lexer))->parse($code);
        } catch (\PhpParser\Error $error) {
            return [$error->getMessage()];
        }
        $tokens = $lexer->getTokens();
        $visitor = new class ($report, $tokens) extends \PhpParser\NodeVisitorAbstract {
            /** @var callable(Node, string): void */
            private $report;
            /** @var mixed[] */
            private array $tokens;

            /**
             * @param mixed[] $tokens
             */
            public function __construct(callable $report, array $tokens)
            {
                $this->report = $report;
                $this->tokens = $tokens;
            }

            public function enterNode(Node $node)
            {
                foreach (LanguageLevelTest::reasons($node) as $reason) {
                    ($this->report)($node, $reason);
                }
                if ($node instanceof Node\FunctionLike && $this->hasCommaBeforeParenthesis($node)) {
                    ($this->report)($node, 'comma after the last parameter');
                }
                return null;
            }

            private function hasCommaBeforeParenthesis(Node $node): bool
            {
                $lists = [$node->getParams(), $node instanceof Node\Expr\Closure ? $node->uses : []];
                foreach ($lists as $list) {
                    if ($list !== []) {
                        $next = end($list)->getEndTokenPos() + 1;
                        while (is_array($this->tokens[$next]) && trim($this->tokens[$next][1]) === '') {
                            $next++;
                        }
                        if ($this->tokens[$next] === ',') {
                            return true;
                        }
                    }
                }
                return false;
            }
        };
        $traverser = new NodeTraverser();
        $traverser->addVisitor($visitor);
        $traverser->traverse($nodes);
        return $found;
    }

    /**
     * @internal for the visitor
     * @return string[]
     */
    public static function reasons(Node $node): array
    {
        $reasons = [];
        if (preg_match(self::NODES, $node->getType())) {
            $reasons[] = $node->getType();
        }
        if ($node instanceof Node\Param && ($node->flags !== 0 || $node->default instanceof Node\Expr\New_)) {
            $reasons[] = 'promoted parameter, or object as default';
        }
        if ($node instanceof Node\Arg && $node->name !== null) {
            $reasons[] = 'named argument';
        }
        if ($node instanceof Node\Stmt\Catch_ && $node->var === null) {
            $reasons[] = 'catch without a variable';
        }
        if ($node instanceof Node\Stmt\Property && ($node->flags & Node\Stmt\Class_::MODIFIER_READONLY) !== 0) {
            $reasons[] = 'readonly';
        }
        if ($node instanceof Node\Stmt\Class_ && ($node->flags & Node\Stmt\Class_::MODIFIER_READONLY) !== 0) {
            $reasons[] = 'readonly class';
        }
        if ($node instanceof Node\Stmt\ClassConst && ($node->flags & Node\Stmt\Class_::MODIFIER_FINAL) !== 0) {
            $reasons[] = 'final constant';
        }
        if (
            $node instanceof Node\Expr\ClassConstFetch && $node->class instanceof Node\Expr
            && $node->name instanceof Node\Identifier && $node->name->toLowerString() === 'class'
        ) {
            $reasons[] = 'class of an object';
        }
        if ($node instanceof Node\FunctionLike && self::isNewType($node->getReturnType(), true)) {
            $reasons[] = 'return type';
        }
        if (($node instanceof Node\Param || $node instanceof Node\Stmt\Property) && self::isNewType($node->type, false)) {
            $reasons[] = 'type';
        }
        if (
            $node instanceof Node\Expr\FuncCall && $node->name instanceof Node\Name
            && in_array($node->name->toLowerString(), self::FUNCTIONS, true)
        ) {
            $reasons[] = 'function ' . $node->name;
        }
        if ($node instanceof Node\Name && !self::isAttribute($node) && preg_match(self::CLASSES, $node->toString())) {
            $reasons[] = 'class ' . $node;
        }
        return $reasons;
    }

    /** A name in an attribute is a comment to PHP 7.4, as long as it stands on a line of its own. */
    private static function isAttribute(Node\Name $node): bool
    {
        return $node->toString() === 'ReturnTypeWillChange';
    }

    private static function isNewType(?Node $type, bool $returned): bool
    {
        if ($type instanceof Node\NullableType) {
            $type = $type->type;
        }
        $names = $type instanceof Node\Identifier || $type instanceof Node\Name ? strtolower($type->toString()) : '';
        $new = ['mixed', 'never', 'null', 'false', 'true'];
        return in_array($names, $returned ? array_merge($new, ['static']) : $new, true);
    }
}
