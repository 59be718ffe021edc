// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/digits/glyphs.h"

namespace core::digits {

namespace {

constexpr auto start = Turn::start, corner = Turn::corner;

constexpr Knot roundZero[] = {{54, 0, start}, {26, 10}, {10, 48}, {24, 90}, {52, 100},
                              {80, 86},       {90, 48}, {74, 10}, {48, 0},  {34, 5}};
constexpr Knot leaningZero[] = {{70, 8, start}, {44, 0},  {18, 26}, {12, 68}, {36, 100},
                                {70, 84},       {87, 44}, {72, 8},  {54, 1}};
constexpr Knot overlappingZero[] = {{38, 6, start}, {14, 36}, {16, 76}, {44, 100}, {78, 80},
                                    {87, 40},       {68, 5},  {42, 1},  {24, 16}};
constexpr Knot rightZero[] = {{46, 1, start}, {76, 12}, {90, 50}, {76, 88}, {48, 100},
                              {20, 86},       {10, 50}, {24, 10}, {52, 0},  {64, 5}};
constexpr Knot slashedZero[] = {{54, 0, start}, {26, 10},       {10, 48}, {24, 90},
                                {52, 100},      {80, 86},       {90, 48}, {74, 10},
                                {48, 0},        {84, 6, start}, {16, 94}};

constexpr Knot plainOne[] = {{50, 0, start}, {50, 34}, {49, 68}, {49, 100}};
constexpr Knot flaggedOne[] = {{30, 24, start}, {41, 14}, {52, 0, corner}, {51, 50}, {51, 100}};
constexpr Knot footedOne[] = {{28, 22, start}, {40, 13},         {52, 0, corner}, {51, 50},
                              {51, 99},        {24, 100, start}, {50, 99},        {80, 98}};

constexpr Knot angularTwo[] = {{12, 24, start}, {28, 5},          {58, 1},  {80, 20}, {68, 50},
                               {38, 78},        {10, 99, corner}, {48, 98}, {90, 96}};
constexpr Knot loopedTwo[] = {{12, 22, start}, {38, 1},  {76, 12}, {72, 44}, {42, 78}, {20, 96},
                              {6, 92},         {14, 80}, {36, 84}, {62, 97}, {94, 94}};
constexpr Knot swungTwo[] = {{10, 30, start}, {20, 8},         {50, 0},  {80, 18},  {68, 48},
                             {36, 78},        {6, 98, corner}, {32, 91}, {62, 100}, {94, 88}};
constexpr Knot hookedTwo[] = {{20, 34, start}, {10, 22}, {26, 4},          {60, 2},  {78, 22},
                              {60, 56},        {34, 82}, {10, 98, corner}, {46, 97}, {86, 98}};

constexpr Knot roundThree[] = {{12, 14, start}, {40, 0},  {74, 12},  {68, 36}, {40, 47, corner},
                               {76, 58},        {84, 80}, {48, 100}, {8, 88}};
constexpr Knot flatThree[] = {{12, 3, start}, {48, 2},  {80, 2, corner}, {60, 22}, {40, 40, corner},
                              {70, 46},       {86, 70}, {62, 96},        {10, 92}};
constexpr Knot curledThree[] = {{12, 14, start}, {44, 0},  {74, 16}, {62, 40},  {42, 50}, {36, 44},
                                {50, 44},        {78, 58}, {80, 84}, {44, 100}, {8, 88}};
constexpr Knot softThree[] = {{16, 10, start}, {48, 0},  {72, 16}, {58, 40},  {44, 46},
                              {60, 50},        {80, 70}, {62, 95}, {30, 100}, {8, 92}};

constexpr Knot openFour[] = {{22, 2, start}, {14, 30},       {10, 54, corner}, {50, 55},
                             {92, 52},       {74, 6, start}, {71, 50},         {68, 100}};
constexpr Knot roundedFour[] = {{18, 0, start}, {12, 30},       {20, 52}, {46, 54},
                                {76, 44},       {82, 0, start}, {76, 40}, {70, 100}};
constexpr Knot closedFour[] = {{62, 0, start}, {34, 34},       {6, 66, corner}, {50, 66},
                               {96, 65},       {63, 0, start}, {62, 50},        {61, 100}};
constexpr Knot wedgeFour[] = {{46, 0, start}, {24, 34},        {6, 62, corner}, {50, 60},
                              {94, 58},       {68, 30, start}, {66, 64},        {62, 100}};

constexpr Knot pennantFive[] = {{24, 3, start}, {21, 22}, {17, 44, corner}, {48, 37},
                                {82, 56},       {76, 88}, {44, 100},        {8, 91},
                                {24, 3, start}, {56, 2},  {88, 0}};
constexpr Knot singleFive[] = {{86, 2, start},   {56, 2},  {28, 3, corner}, {24, 24},
                               {18, 44, corner}, {52, 38}, {84, 60},        {70, 92},
                               {38, 100},        {8, 90}};
constexpr Knot softFive[] = {{84, 4, start}, {52, 1},  {30, 8},  {22, 32},  {34, 42},
                             {66, 48},       {82, 70}, {64, 94}, {34, 100}, {10, 94}};

constexpr Knot roundSix[] = {{70, 0, start}, {38, 18}, {14, 54}, {18, 88}, {48, 100},
                             {80, 86},       {80, 62}, {54, 50}, {24, 62}, {15, 78}};
constexpr Knot straightSix[] = {{56, 0, start}, {34, 24}, {16, 56}, {18, 90}, {46, 100},
                                {76, 84},       {68, 62}, {42, 60}, {18, 78}};
constexpr Knot curledSix[] = {{80, 12, start}, {60, 0},  {32, 14}, {12, 54}, {20, 90},
                              {50, 100},       {82, 80}, {70, 56}, {42, 54}, {18, 72}};

constexpr Knot plainSeven[] = {{2, 4, start}, {46, 3},  {92, 3, corner},
                               {70, 36},      {50, 66}, {38, 100}};
constexpr Knot barredSeven[] = {{4, 4, start}, {46, 3},   {90, 3, corner}, {68, 36},
                                {50, 66},      {38, 100}, {26, 52, start}, {80, 49}};
constexpr Knot flaggedSeven[] = {{4, 20, start},  {7, 4, corner}, {48, 4},
                                 {93, 3, corner}, {68, 40},       {46, 100}};
constexpr Knot swungSeven[] = {{0, 14, start}, {22, 4},  {58, 10}, {94, 1, corner},
                               {68, 36},       {50, 66}, {36, 100}};
constexpr Knot roundSeven[] = {{2, 8, start}, {36, 4},  {74, 2},  {88, 8},
                               {66, 42},      {46, 72}, {34, 100}};

constexpr Knot crossedEight[] = {{76, 10, start}, {50, 0},  {22, 14}, {32, 38}, {66, 56}, {82, 80},
                                 {50, 100},       {16, 82}, {30, 58}, {62, 40}, {78, 18}, {72, 6}};
constexpr Knot openEight[] = {{70, 6, start}, {44, 0},  {22, 18}, {38, 42}, {68, 60}, {76, 84},
                              {46, 100},      {18, 82}, {36, 56}, {64, 36}, {84, 8}};
constexpr Knot ringedEight[] = {{52, 47, start}, {26, 34}, {24, 12}, {50, 0},  {76, 12},
                                {74, 34},        {50, 47}, {20, 64}, {18, 88}, {50, 100},
                                {82, 88},        {80, 64}, {54, 48}};
constexpr Knot leftEight[] = {{50, 46, start}, {72, 34}, {74, 10},  {50, 0},  {26, 12}, {34, 36},
                              {66, 58},        {80, 82}, {50, 100}, {20, 84}, {32, 60}, {52, 46}};

constexpr Knot straightNine[] = {{80, 14, start}, {52, 0},          {20, 14}, {16, 40}, {44, 52},
                                 {74, 36},        {82, 10, corner}, {78, 52}, {73, 100}};
constexpr Knot curledNine[] = {{80, 16, start},  {50, 0},  {18, 16}, {18, 42},  {48, 52}, {76, 34},
                               {82, 10, corner}, {82, 52}, {70, 90}, {44, 100}, {14, 92}};
constexpr Knot leaningNine[] = {{78, 10, start}, {42, 0},         {16, 24}, {32, 48},
                                {68, 34},        {80, 8, corner}, {64, 54}, {46, 100}};
constexpr Knot roundNine[] = {{72, 44, start}, {40, 52}, {16, 34}, {24, 8},  {54, 0},
                              {80, 16},        {82, 46}, {70, 76}, {52, 100}};

constexpr Glyph table[] = {
    {0, 8, roundZero},    {0, 6, leaningZero}, {0, 5, overlappingZero}, {0, 3, rightZero},
    {0, 1, slashedZero},  {1, 12, plainOne},   {1, 5, flaggedOne},      {1, 2, footedOne},
    {2, 6, angularTwo},   {2, 6, loopedTwo},   {2, 4, swungTwo},        {2, 3, hookedTwo},
    {3, 6, roundThree},   {3, 2, flatThree},   {3, 3, curledThree},     {3, 4, softThree},
    {4, 6, openFour},     {4, 4, roundedFour}, {4, 5, closedFour},      {4, 3, wedgeFour},
    {5, 6, pennantFive},  {5, 5, singleFive},  {5, 3, softFive},        {6, 6, roundSix},
    {6, 4, straightSix},  {6, 4, curledSix},   {7, 6, plainSeven},      {7, 4, barredSeven},
    {7, 3, flaggedSeven}, {7, 3, swungSeven},  {7, 3, roundSeven},      {8, 6, crossedEight},
    {8, 3, openEight},    {8, 3, ringedEight}, {8, 3, leftEight},       {9, 6, straightNine},
    {9, 4, curledNine},   {9, 5, leaningNine}, {9, 4, roundNine}};

} // namespace

std::span<const Glyph> glyphs() { return table; }

} // namespace core::digits
